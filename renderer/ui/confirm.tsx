// Asks before something is lost, naming what, and showing the line that would do the same.

import { Button, Group, List, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { words } from '../text/words.ts';
import { CommandLine } from './command-line.tsx';
import { plainText } from './format.ts';

interface Question {
  title: string;
  /** What will be so afterwards. */
  body: ReactNode;
  /** What disappears, by name. */
  things?: readonly string[];
  command?: string;
  confirm: string;
  onConfirm: () => void;
}

const MOST_NAMED = 12;

export function confirmLoss({ title, body, things = [], command, confirm, onConfirm }: Question): void {
  const close = () => modals.close(id);
  const id = modals.open({
    title,
    children: (
      <Stack gap="md">
        <Text component="div">{body}</Text>
        {things.length > 0 && (
          <List size="sm">
            {things.slice(0, MOST_NAMED).map((thing) => (
              <List.Item key={thing}>{plainText(thing)}</List.Item>
            ))}
            {things.length > MOST_NAMED && <List.Item>{words.andMore(things.length - MOST_NAMED)}</List.Item>}
          </List>
        )}
        {command !== undefined && <CommandLine line={command} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {words.cancel}
          </Button>
          <Button
            color="red"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    ),
  });
}
