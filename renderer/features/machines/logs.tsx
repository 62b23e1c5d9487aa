// What was written about the machine: its console, its supervisor, QEMU, the engine.

import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { LogSource } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { useStream } from '../../client/use-stream.ts';
import { machineText } from '../../text/machine.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/format.ts';
import classes from './logs.module.css';

const text = machineText.logs;
const KEPT_LINES = 2000;

export function Logs({ machine }: { machine: MachineName }) {
  const [source, setSource] = useState<LogSource>('console');
  return (
    <Stack gap="sm" h="100%" mih={0}>
      <SegmentedControl
        aria-label={text.source}
        value={source}
        onChange={(value) => setSource(LogSource.catch('console').parse(value))}
        data={LogSource.options.map((value) => ({ value, label: text.sources[value] }))}
        w="fit-content"
      />
      <LogText key={source} machine={machine} source={source} />
    </Stack>
  );
}

interface Kept {
  lines: readonly string[];
  dropped: number;
}

function LogText({ machine, source }: { machine: MachineName; source: LogSource }) {
  const [{ lines, dropped }, setKept] = useState<Kept>({ lines: [], dropped: 0 });
  const [error, setError] = useState<WireError>();
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useStream(
    (signal) => api().machines.logs({ machine, source, follow: true, lastLines: KEPT_LINES }, signal),
    (news) =>
      setKept((kept) => {
        const all = [...kept.lines, ...news];
        const surplus = Math.max(0, all.length - KEPT_LINES);
        return { lines: all.slice(surplus), dropped: kept.dropped + surplus };
      }),
    (failure) => {
      if (failure !== undefined) setError(toWireError(failure));
    },
    [machine, source],
  );
  useEffect(() => {
    if (isAtEnd.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    <>
      {error !== undefined && <ErrorNote title={text.sources[source]} error={error} />}
      {dropped > 0 && (
        <Text size="xs" c="dimmed">
          {text.kept(dropped)}
        </Text>
      )}
      <pre
        ref={box}
        className={classes['log']}
        tabIndex={0}
        role="log"
        aria-label={text.sources[source]}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
        }}
      >
        {lines.length === 0 ? text.empty : lines.map(plainText).join('\n')}
      </pre>
    </>
  );
}
