// One question to the host, asked while a component is shown, and again when what it depends on changes.

import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../preload/contract/errors.ts';

export type Answer<Value> =
  | { kind: 'waiting' }
  | { kind: 'given'; value: Value }
  | { kind: 'failed'; error: WireError };

/** @param dependencies what the question is made of; a new one begins with waiting */
export function useAnswer<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  dependencies: readonly unknown[],
): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({ kind: 'waiting' });
  useEffect(() => {
    const leave = new AbortController();
    setAnswer({ kind: 'waiting' });
    const settle = (next: Answer<Value>) => {
      if (!leave.signal.aborted) setAnswer(next);
    };
    const wait = async () => {
      try {
        settle({ kind: 'given', value: await ask(leave.signal) });
      } catch (thrown) {
        settle({ kind: 'failed', error: toWireError(thrown) });
      }
    };
    void wait();
    return () => leave.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the question is made of
  }, dependencies);
  return answer;
}
