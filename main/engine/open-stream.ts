// Answers of the engine that are read as they come, also where dockerode would gather them in memory first.

import { Readable } from 'node:stream';
import type { Engine } from './docker.ts';

/**
 * Asks, with GET unless it is said otherwise, and gives the answer's body; whoever stops reading slows the engine down.
 * @param query what dockerode puts behind the `?`
 * @throws E_NOT_FOUND, E_CONFLICT, E_ENGINE_REFUSED, E_ENGINE_UNREACHABLE
 */
export async function openEngineStream(
  engine: Engine,
  path: string,
  query: Readonly<Record<string, string | number | boolean>>,
  signal: AbortSignal,
  method: 'GET' | 'POST' = 'GET',
): Promise<Readable> {
  return engine.ask(
    ({ modem }) =>
      new Promise((resolve, reject) => {
        const asked = {
          // dockerode cuts the last letter off where there is no query.
          path: `${path}?`,
          method,
          isStream: true,
          abortSignal: signal,
          statusCodes: { 200: true },
          options: { ...query },
        };
        modem.dial(asked, (error: Error | null, answer: unknown) => {
          if (error !== null) reject(error);
          else if (answer instanceof Readable) resolve(answer);
          else reject(new Error('no stream came'));
        });
      }),
  );
}

/** The chunks of a stream; its end by the signal is silent, its failures are explained. */
export async function* chunksOf(
  engine: Engine,
  stream: Readable,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const leave = () => stream.destroy();
  signal.addEventListener('abort', leave, { once: true });
  try {
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (thrown) {
    if (!signal.aborted) throw engine.explain(thrown);
  } finally {
    signal.removeEventListener('abort', leave);
    stream.destroy();
  }
}
