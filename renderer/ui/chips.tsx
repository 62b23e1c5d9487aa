// Several short texts in one line: the first ones as chips, the others behind a number that names them.

import { Badge, Group, Tooltip } from '@mantine/core';
import { plainText } from './format.ts';
import classes from './chips.module.css';

export function Chips({ texts, most = 2 }: { texts: readonly string[]; most?: number }) {
  const more = texts.slice(most);
  return (
    <Group gap={4} wrap="nowrap" className={classes['chips'] ?? ''}>
      {texts.slice(0, most).map((text) => (
        <Badge
          key={text}
          variant="default"
          radius="sm"
          tt="none"
          fw={500}
          className={classes['chip'] ?? ''}
          title={plainText(text)}
        >
          {plainText(text)}
        </Badge>
      ))}
      {more.length > 0 && (
        <Tooltip multiline maw={420} label={more.map(plainText).join(', ')}>
          <Badge variant="light" color="gray" radius="sm" className={classes['more'] ?? ''}>
            +{more.length}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
