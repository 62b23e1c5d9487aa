// Follows a stream while a component is shown.

import { useEffect } from 'react';

/**
 * Takes each item of a stream until the component goes or a dependency changes.
 * @param open is given the signal; undefined for no stream now
 * @param onEnd told why it ended, unless we left
 */
export function useStream<Item>(
  open: ((signal: AbortSignal) => AsyncIterable<Item>) | undefined,
  onItem: (item: Item) => void,
  onEnd: (failure?: unknown) => void,
  dependencies: readonly unknown[],
): void {
  useEffect(() => {
    if (open === undefined) return undefined;
    const leave = new AbortController();
    const follow = async () => {
      let failure: unknown;
      try {
        for await (const item of open(leave.signal)) {
          if (leave.signal.aborted) return;
          onItem(item);
        }
      } catch (thrown) {
        failure = thrown;
      }
      if (!leave.signal.aborted) onEnd(failure);
    };
    void follow();
    return () => leave.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the stream depends on
  }, dependencies);
}
