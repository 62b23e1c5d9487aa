// Takes many variables at once, as lines.

import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { runText } from '../../../text/run.ts';
import { words } from '../../../text/words.ts';
import { openDialog } from '../../../ui/dialog.tsx';
import { parseEnvLines, type PastedVariable } from './env-lines.ts';
import classes from './run.module.css';

export function askEnvLines(onAdd: (variables: readonly PastedVariable[]) => void): void {
  openDialog(
    runText.pasteEnvTitle,
    (close) => (
      <EnvLines
        onCancel={close}
        onAdd={(variables) => {
          close();
          onAdd(variables);
        }}
      />
    ),
    'lg',
  );
}

interface EnvLinesProps {
  onCancel(): void;
  onAdd(variables: readonly PastedVariable[]): void;
}

function EnvLines({ onCancel, onAdd }: EnvLinesProps) {
  const [text, setText] = useState('');
  const variables = parseEnvLines(text);
  return (
    <Stack gap="md">
      <Textarea
        label={runText.env}
        description={runText.pasteEnvWhy}
        classNames={{ input: classes['mono'] ?? '' }}
        autosize
        minRows={8}
        maxRows={18}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button disabled={variables.length === 0} onClick={() => onAdd(variables)}>
          {runText.pasteEnvAdd(variables.length)}
        </Button>
      </Group>
    </Stack>
  );
}
