// A question with fields, in a dialog: what was filled in is done at the press of a button, or told why not.

import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { toWireError, type WireError } from '../../preload/contract/errors.ts';
import { words } from '../text/words.ts';
import { CommandLine } from './command-line.tsx';
import { ErrorNote } from './error-note.tsx';

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
  const [failure, setFailure] = useState<WireError>();
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
      close();
    } catch (thrown) {
      setFailure(toWireError(thrown));
    } finally {
      setBusy(false);
    }
  };
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
        {failure !== undefined && <ErrorNote title={words.failed} error={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" color={isLoss ? 'red' : undefined} disabled={!isReady} loading={isBusy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
