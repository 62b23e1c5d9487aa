// The page that a container is run from: empty, for an image, or as a copy of another container.

import { Alert, Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { toWireError, type WireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containerRows } from '../../../client/lists.ts';
import { runText } from '../../../text/run.ts';
import { words } from '../../../text/words.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { plainText } from '../../../ui/format.ts';
import { NeedsMachine } from '../../../ui/needs-machine.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMachineName } from '../../machines/use-machine.ts';
import { RunForm } from './run-form.tsx';
import { emptyValues, valuesOf, type RunValues } from './run-values.ts';
import { copyName, startFrom, type StartFrom } from './start-from.ts';

interface Start {
  values?: RunValues;
  /** Whose copy it is to be. */
  copyOf?: string;
  /** What the form cannot say of it. */
  leftOut?: readonly string[];
  error?: WireError;
}

export function RunPage() {
  const machine = useMachineName();
  const [from] = useState(() => startFrom(window.location));
  const phase = useStore(containerRows, (rows) => rows.phase);
  const { values, copyOf, leftOut = [], error } = useStart(machine, from, phase);
  useEffect(keepInLink, []);
  return (
    <Page title={copyOf === undefined ? runText.title : runText.copyOf(plainText(copyOf))}>
      <NeedsMachine phase={phase}>
        {error !== undefined && <ErrorNote title={runText.notCopied} error={error} />}
        {values === undefined && error === undefined && (
          <Center flex={1}>
            <Loader aria-label={words.loading} />
          </Center>
        )}
        {leftOut.length > 0 && (
          <Alert color="yellow" radius={0} p="xs">
            {runText.leftOut(leftOut.map(plainText))}
          </Alert>
        )}
        {values !== undefined && <RunForm machine={machine} initialValues={values} />}
      </NeedsMachine>
    </Page>
  );
}

function useStart(machine: MachineName, from: StartFrom, phase: 'waiting' | 'live'): Start {
  const [start, setStart] = useState<Start>(() =>
    from.kind === 'container' ? {} : { values: emptyValues(from.kind === 'image' ? from.image : '') },
  );
  useEffect(() => {
    if (from.kind !== 'container' || phase !== 'live') return undefined;
    const leaving = new AbortController();
    copyValues(machine, from.id, leaving.signal)
      .then(setStart)
      .catch((thrown: unknown) => {
        if (!leaving.signal.aborted) setStart({ error: toWireError(thrown) });
      });
    return () => leaving.abort();
  }, [machine, from, phase]);
  return start;
}

async function copyValues(machine: MachineName, id: string, signal: AbortSignal): Promise<Start> {
  const { spec, leftOut } = await api().containers.asRun({ machine, id }, signal);
  const { all, byKey } = containerRows.getState();
  const original = spec.name ?? byKey.get(id)?.name ?? id;
  const name = copyName(original, new Set(all.map((row) => row.name)));
  return { copyOf: original, values: valuesOf({ ...spec, name }), leftOut: leftOut ?? [] };
}

/** The router puts what comes after `?` before the `#`, where it would stay for the pages after this one. */
function keepInLink(): void {
  const { search, pathname } = window.location;
  if (search === '') return;
  window.history.replaceState(window.history.state, '', `${pathname}#/run${search}`);
}
