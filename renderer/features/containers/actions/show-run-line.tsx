// Shows how a container was run, as a line for the terminal, from where it can be run again.

import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CopyText } from '../../../ui/command-line.tsx';
import { openDialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { plainText } from '../../../ui/format.ts';
import { WrappedLine } from '../../../ui/wrapped-line.tsx';

interface Wanted {
  machine: MachineName;
  id: string;
  name: string;
}

interface Told {
  line?: string;
  /** What neither the line nor the form can say. */
  leftOut?: readonly string[] | undefined;
  error?: WireError;
}

export function showRunLine(wanted: Wanted, onDuplicate: () => void): void {
  openDialog(
    containersText.runLineTitle(plainText(wanted.name)),
    (close) => (
      <RunLine
        {...wanted}
        onDuplicate={() => {
          close();
          onDuplicate();
        }}
      />
    ),
    'lg',
  );
}

function RunLine({ machine, id, onDuplicate }: Wanted & { onDuplicate(): void }) {
  const [told, setTold] = useState<Told>({});
  useEffect(() => {
    const leaving = new AbortController();
    api()
      .containers.asRun({ machine, id }, leaving.signal)
      .then(setTold)
      .catch((thrown: unknown) => {
        if (!leaving.signal.aborted) setTold({ error: toWireError(thrown) });
      });
    return () => leaving.abort();
  }, [machine, id]);
  if (told.error !== undefined) return <ErrorNote title={words.failed} error={told.error} />;
  if (told.line === undefined) return <Loader aria-label={words.loading} />;
  const line = plainText(told.line);
  return (
    <Stack gap="md">
      <Text size="sm">{containersText.runLineWhy}</Text>
      <WrappedLine line={line} />
      {told.leftOut !== undefined && told.leftOut.length > 0 && (
        <Alert color="yellow" p="xs">
          {containersText.runLineLeftOut(told.leftOut.map(plainText))}
        </Alert>
      )}
      <Group justify="flex-end">
        <CopyText text={line} label={words.copyCommand} />
        <Button variant="default" onClick={onDuplicate}>
          {containersText.duplicate}
        </Button>
      </Group>
    </Stack>
  );
}
