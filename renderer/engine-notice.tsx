// Above every page while the engine does not answer, or a list of its cannot be shown: what is wrong, and how old is what is
// on the screen.

import { Box, Code, Text } from '@mantine/core';
import { useStore } from 'zustand';
import type { WireError } from '../preload/contract/errors.ts';
import { engineStore } from './client/engine.ts';
import { containerRows, imageRows, networkRows, volumeRows } from './client/lists.ts';
import type { Rows } from './client/rows.ts';
import { frameText } from './text/frame.ts';
import { formatMoment, plainText } from './ui/format.ts';
import { WarningNote } from './ui/warning-note.tsx';

const failureOf = (rows: Rows<unknown>) => rows.failure;

export function EngineNotice() {
  const health = useStore(engineStore, (state) => state.health);
  const failures = [
    useStore(containerRows, failureOf),
    useStore(imageRows, failureOf),
    useStore(volumeRows, failureOf),
    useStore(networkRows, failureOf),
  ];
  if (health?.kind === 'fails') {
    return (
      <Notice title={frameText.engineFails} error={health.error}>
        {frameText.engineAsOf(formatMoment(health.sinceMs))}
      </Notice>
    );
  }
  const failure = failures.find((one) => one !== undefined);
  return failure === undefined ? null : <Notice title={frameText.listFails} error={failure} />;
}

function Notice({ title, error, children }: { title: string; error: WireError; children?: string }) {
  return (
    <Box p="sm" pb={0}>
      <WarningNote title={title}>
        <Text size="sm">{plainText(error.message)}</Text>
        {children !== undefined && <Text size="sm">{children}</Text>}
        {error.hint !== undefined && <Text size="sm">{error.hint}</Text>}
        <Code mt={6}>{error.code}</Code>
      </WarningNote>
    </Box>
  );
}
