// A question with fields, in a dialog: what was filled in is done at the press of a button, or told why not.

import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from '../text/words.ts';
import { CommandLine } from './command-line.tsx';
import { useDialogTitle } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { useAct } from './use-act.ts';

interface ActionFormProps {
  /** What this does, or what will be lost by it. */
  intro?: ReactNode;
  /** The same on the command line, as far as it is filled in. */
  command: string;
  submit: string;
  isLoss?: boolean;
  isReady: boolean;
  /** Rejects with what is told in the form, which then stays. */
  act(): Promise<void>;
  close(): void;
  children?: ReactNode;
}

export function ActionForm(props: ActionFormProps) {
  const { intro, command, submit, isLoss = false, isReady, act, close, children } = props;
  const { phase, failure, run } = useAct({ title: useDialogTitle(), command, act, close });
  const isBusy = phase !== 'idle';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) void run();
      }}
    >
      <Stack gap="md">
        {intro !== undefined && (
          <Text size="sm" component="div">
            {intro}
          </Text>
        )}
        {children}
        <CommandLine line={command} />
        {phase === 'long' && (
          <Text size="sm" role="status">
            {words.stillAtIt}
          </Text>
        )}
        {failure !== undefined && <ErrorNote title={words.failed} error={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {isBusy ? words.close : words.cancel}
          </Button>
          <Button type="submit" color={isLoss ? 'red' : undefined} disabled={!isReady} loading={isBusy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
