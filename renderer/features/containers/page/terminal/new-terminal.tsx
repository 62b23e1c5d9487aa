// Opens another terminal: with the usual shell, or with any command and user.

import { Autocomplete, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { terminalText } from '../../../../text/terminal.ts';
import { splitWords } from '../../run/command-words.ts';
import { BEST_SHELL, SHELLS, type TerminalWish } from './shells.ts';

export function NewTerminal({
  isDisabled,
  onOpen,
}: {
  isDisabled: boolean;
  onOpen(wish: TerminalWish): void;
}) {
  const [typed, setTyped] = useState('');
  const [user, setUser] = useState('');
  const { wish, fault } = readCommand(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish !== undefined) onOpen(user === '' ? wish : { ...wish, user });
  };
  return (
    <form onSubmit={submit}>
      <Group gap={6} wrap="nowrap">
        <Autocomplete
          size="xs"
          w={190}
          aria-label={terminalText.command}
          title={terminalText.commandWhy}
          placeholder={terminalText.best}
          data={SHELLS}
          value={typed}
          onChange={setTyped}
          error={fault !== undefined}
        />
        <TextInput
          size="xs"
          w={110}
          aria-label={terminalText.user}
          placeholder={`${terminalText.user}: ${terminalText.userHint}`}
          value={user}
          onChange={({ currentTarget }) => setUser(currentTarget.value.trim())}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={isDisabled || wish === undefined}
        >
          {terminalText.open}
        </Button>
        <Fault text={fault} />
      </Group>
    </form>
  );
}

function Fault({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <Text size="xs" c="red" role="alert">
      {text}
    </Text>
  );
}

function readCommand(typed: string): { wish?: TerminalWish; fault?: string } {
  if (typed.trim() === '') return { wish: BEST_SHELL };
  try {
    const command = splitWords(typed);
    return { wish: { label: command[0] ?? '', command } };
  } catch {
    return { fault: terminalText.openQuote };
  }
}
