// Shows how a container was run, as a line for the terminal, from where it can be run again.

import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CommandLine } from '../../../ui/command-line.tsx';
import { openDialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { plainText } from '../../../ui/format.ts';

interface Wanted {
  machine: MachineName;
  id: string;
  name: string;
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
  const [told, setTold] = useState<{ line?: string; error?: WireError }>({});
  useEffect(() => {
    const leaving = new AbortController();
    api()
      .containers.asRun({ machine, id }, leaving.signal)
      .then(({ line }) => setTold({ line }))
      .catch((thrown: unknown) => {
        if (!leaving.signal.aborted) setTold({ error: toWireError(thrown) });
      });
    return () => leaving.abort();
  }, [machine, id]);
  if (told.error !== undefined) return <ErrorNote title={words.failed} error={told.error} />;
  if (told.line === undefined) return <Loader aria-label={words.loading} />;
  return (
    <Stack gap="md">
      <Text size="sm">{containersText.runLineWhy}</Text>
      <CommandLine line={plainText(told.line)} block />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDuplicate}>
          {containersText.duplicate}
        </Button>
      </Group>
    </Stack>
  );
}
