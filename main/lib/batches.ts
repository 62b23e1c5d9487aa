// Gathers what comes quickly into batches that come a few times a second.

import { createBell } from '../../preload/rpc/bell.ts';
import { within } from './within.ts';

/**
 * The first bunch at once, then at most one batch in `everyMs`, the last as soon as the bunches end.
 * @throws as the bunches do, once what came before is taken
 */
export async function* inBatches<T>(
  bunches: AsyncIterable<readonly T[]>,
  everyMs: number,
): AsyncGenerator<T[]> {
  const bell = createBell();
  let batch: T[] = [];
  let end: { failure?: unknown } | undefined;
  let isLeft = false;
  const pump = async () => {
    for await (const bunch of bunches) {
      if (isLeft) return;
      batch.push(...bunch);
      bell.ring();
    }
  };
  const ended = pump()
    .then(
      () => (end = {}),
      (failure: unknown) => (end = { failure }),
    )
    .finally(() => bell.ring());
  try {
    for (;;) {
      if (batch.length > 0) {
        const full = batch;
        batch = [];
        yield full;
        await within(ended, everyMs);
      } else if (end === undefined) await bell.heard();
      else if ('failure' in end) throw end.failure;
      else return;
    }
  } finally {
    isLeft = true;
  }
}
