// By whom a thing is used: how many, with their names to be looked at.

import { Text, Tooltip } from '@mantine/core';
import { words } from '../text/words.ts';
import { plainText } from './format.ts';

const MOST_NAMED = 20;

export function UsersCell({ names, label }: { names: readonly string[]; label: string }) {
  if (names.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {label}
      </Text>
    );
  }
  const told = names.slice(0, MOST_NAMED).map(plainText);
  if (names.length > MOST_NAMED) told.push(words.andMore(names.length - MOST_NAMED));
  return (
    <Tooltip multiline maw={360} label={told.join(', ')}>
      <span>{names.length === 1 ? plainText(names[0] ?? '') : label}</span>
    </Tooltip>
  );
}
