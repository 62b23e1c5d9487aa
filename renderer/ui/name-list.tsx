// Names what something is about, so that nobody has to guess; of very many the first ones.

import { List } from '@mantine/core';
import { words } from '../text/words.ts';
import { plainText } from './format.ts';

const MOST_NAMED = 12;

export function NameList({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <List size="sm">
      {names.slice(0, MOST_NAMED).map((name) => (
        <List.Item key={name} style={{ overflowWrap: 'anywhere' }}>
          {plainText(name)}
        </List.Item>
      ))}
      {names.length > MOST_NAMED && <List.Item>{words.andMore(names.length - MOST_NAMED)}</List.Item>}
    </List>
  );
}
