// Runs what the form says; where the image is missing, offers to pull it; goes to the container once it runs.

import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { toWireError, type WireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import type { RunSpec } from '../../../../preload/contract/run-spec.ts';
import { api } from '../../../client/api.ts';
import { imageRows } from '../../../client/lists.ts';
import { runTask } from '../../../client/tasks.ts';
import { runText } from '../../../text/run.ts';
import { isImageHere } from './image-here.ts';
import { pullTask } from './pull-task.ts';

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; spec: RunSpec }
  | { kind: 'missing'; spec: RunSpec }
  | { kind: 'failed'; error: WireError };

export function useRun(machine: MachineName) {
  const [state, setState] = useState<RunState>({ kind: 'idle' });
  const [, go] = useLocation();
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const run = async (spec: RunSpec) => {
    setState({ kind: 'running', spec });
    try {
      const { id, warnings } = await api().containers.run({ machine, spec });
      if (warnings.length > 0) void tellWarnings(spec, warnings);
      // Who has gone elsewhere in the meantime is not called back.
      if (isShown.current) go(`/containers/${id}`);
    } catch (thrown) {
      const error = toWireError(thrown);
      const isMissing = error.code === 'E_NOT_FOUND' && !isImageHere(spec.image, imageRows.getState().all);
      setState(isMissing ? { kind: 'missing', spec } : { kind: 'failed', error });
    }
  };
  const pullAndRun = async (spec: RunSpec) => {
    setState({ kind: 'running', spec });
    const pulled = await pullTask(machine, spec.image);
    if (pulled === 'done') await run(spec);
    else setState({ kind: 'missing', spec });
  };
  return { state, run, pullAndRun };
}

/** They would go with this page: a task's card stays. */
function tellWarnings({ image, name }: RunSpec, warnings: readonly string[]): Promise<unknown> {
  return runTask(runText.started(name ?? image), undefined, async () => warnings.join('; '));
}
