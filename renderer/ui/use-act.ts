// Doing what a form asks for: told in the form while that is open, and as a task of the window once it was closed.

import { useEffect, useRef, useState } from 'react';
import { toWireError, type WireError } from '../../preload/contract/errors.ts';
import { runTask } from '../client/tasks.ts';

/** Until then nobody wonders what is waited for. */
const LONG_MS = 2_000;

interface Asked {
  title: string;
  /** The same on the command line. */
  command: string;
  act(): Promise<void>;
  /** Closes the form, once it was done. */
  close(): void;
}

export interface Act {
  phase: 'idle' | 'busy' | 'long';
  /** Why the last try failed. */
  failure: WireError | undefined;
  run(): Promise<void>;
}

export function useAct({ title, command, act, close }: Asked): Act {
  const [phase, setPhase] = useState<Act['phase']>('idle');
  const [failure, setFailure] = useState<WireError>();
  const running = useRef<{ work: Promise<void>; command: string }>(undefined);
  // What was begun goes on without its form: how it ends is told all the same.
  useEffect(
    () => () => {
      if (running.current === undefined) return;
      const { work, command: begun } = running.current;
      void runTask(title, begun, () => work);
    },
    [title],
  );
  const run = async () => {
    setPhase('busy');
    setFailure(undefined);
    const timer = setTimeout(() => setPhase('long'), LONG_MS);
    const work = act();
    running.current = { work, command };
    const outcome = await work.then(() => undefined, toWireError);
    running.current = undefined;
    clearTimeout(timer);
    setPhase('idle');
    setFailure(outcome);
    if (outcome === undefined) close();
  };
  return { phase, failure, run };
}
