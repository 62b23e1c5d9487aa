// The parts of a task that go on side by side, each with a bar of its own; those that are whole make room for others.

import { Progress, Text } from '@mantine/core';
import type { TaskPart } from '../client/tasks.ts';
import { words } from '../text/words.ts';
import { plainText } from './format.ts';
import classes from './part-bars.module.css';

const MOST_SHOWN = 8;

export function PartBars({ parts }: { parts: readonly TaskPart[] }) {
  const isTooMany = parts.length > MOST_SHOWN;
  const shown = isTooMany ? parts.filter(({ progress }) => progress < 1) : parts;
  const left = shown.length - MOST_SHOWN;
  return (
    <div className={classes['parts']}>
      {shown.slice(0, MOST_SHOWN).map(({ name, progress, state }) => (
        <div key={name} className={classes['part']} data-part={name}>
          <span className={classes['name']}>{plainText(name)}</span>
          <Progress
            value={progress * 100}
            size="xs"
            color={progress < 1 ? 'indigo' : 'teal'}
            aria-label={name}
          />
          <span className={classes['state']}>{plainText(state)}</span>
        </div>
      ))}
      {left > 0 && <Text size="xs">{words.andMore(left)}</Text>}
    </div>
  );
}
