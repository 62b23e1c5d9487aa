// A container that is joined before it starts, as `docker run` does without -d: nothing that it says is missed.

import { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { RunSpec } from '../../../preload/contract/run-spec.ts';
import type { Engine } from '../docker.ts';
import { openEngineStream } from '../open-stream.ts';
import { startContainer } from './run.ts';
import type { Terminal } from './terminal.ts';

const Waited = z.object({ StatusCode: z.int() });

/**
 * Joins a container that is made, and starts it.
 * @param size of the terminal, where it has one
 * @throws E_NOT_FOUND for a network, E_ENGINE_REFUSED
 */
export async function startAttached(
  engine: Engine,
  id: string,
  spec: RunSpec,
  size: { columns: number; rows: number },
): Promise<Terminal> {
  const leaving = new AbortController();
  const socket = await engine.ask((docker) =>
    docker
      .getContainer(id)
      .attach({ stream: true, stdin: spec.interactive, stdout: true, stderr: true, hijack: true }),
  );
  if (!(socket instanceof Duplex)) throw new Error('no connection came');
  const close = () => {
    leaving.abort();
    socket.destroy();
  };
  const resize = async (columns: number, rows: number) =>
    void (await engine.ask((docker) => docker.getContainer(id).resize({ w: columns, h: rows })));
  try {
    // Asked before the start: one that removes itself could not be asked about afterwards.
    const condition = spec.autoRemove ? 'removed' : 'next-exit';
    const path = `/containers/${id}/wait`;
    const end = await openEngineStream(engine, path, { condition }, leaving.signal, 'POST');
    await startContainer(engine, id, spec);
    // A program that has ended by now has no terminal any more.
    if (spec.tty) await resize(size.columns, size.rows).catch(() => {});
    const ended = json(end).then((answer) => Waited.parse(answer).StatusCode);
    ended.catch(() => {});
    return { socket, isTty: spec.tty, resize, pid: async () => undefined, exitCode: () => ended, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}
