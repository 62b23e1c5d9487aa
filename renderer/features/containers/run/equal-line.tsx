// The docker run line that says what the form says, as it changes.

import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toWireError } from '../../../../preload/contract/errors.ts';
import type { RunSpec } from '../../../../preload/contract/run-spec.ts';
import { api } from '../../../client/api.ts';
import { runText } from '../../../text/run.ts';
import { CopyText } from '../../../ui/command-line.tsx';
import { plainText } from '../../../ui/format.ts';
import { WrappedLine } from '../../../ui/wrapped-line.tsx';
import { words } from '../../../text/words.ts';
import type { Read } from './to-spec.ts';

const PAUSE_MS = 200;

export function EqualLine({ read }: { read: Read }) {
  const { line, fault } = useEqualLine(read.spec);
  const [firstFault] = Object.values(read.faults);
  const waits = firstFault ?? fault;
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {runText.line}
        </Text>
        {waits === undefined && line !== undefined && <CopyText text={line} label={words.copyCommand} />}
      </Group>
      {waits === undefined ? (
        <div data-equal-line>
          <WrappedLine line={line ?? words.loading} />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {runText.lineWaits} {waits}
        </Text>
      )}
    </Stack>
  );
}

/** The last line that was true stays while the next one is asked for. */
function useEqualLine(spec: RunSpec | undefined): { line?: string; fault?: string } {
  const [told, setTold] = useState<{ line?: string; fault?: string }>({});
  useEffect(() => {
    if (spec === undefined) return undefined;
    const leaving = new AbortController();
    const ask = async () => {
      try {
        setTold({ line: plainText(await api().containers.explainRun({ spec }, leaving.signal)) });
      } catch (thrown) {
        if (!leaving.signal.aborted) setTold({ fault: toWireError(thrown).message });
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [spec]);
  return told;
}
