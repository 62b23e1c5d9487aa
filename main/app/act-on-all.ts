// Does the same to many things at once and tells of each what became of it.

import { toWireError } from '../../preload/contract/errors.ts';
import type { Outcome } from '../../preload/contract/lists.ts';

/** The engine works on several at once; more would only queue there, and time out. */
const AT_ONCE = 8;

/** Never throws: a failure is the outcome of its own thing. In the order of the ids. */
export async function actOnAll(
  ids: readonly string[],
  act: (id: string) => Promise<unknown>,
  atOnce = AT_ONCE,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = ids.entries();
  const worker = async () => {
    for (const [index, id] of queue) {
      outcomes[index] = await act(id).then(
        () => ({ id }),
        (thrown: unknown) => ({ id, error: briefly(thrown) }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

function briefly(thrown: unknown): { code: string; message: string } {
  const { code, message } = toWireError(thrown);
  return { code, message };
}
