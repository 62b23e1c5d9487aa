// Asks an engine for a sign of life over mutual TLS, so that neither side's start looks slower than it is.

import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateFiles, type CertificatePaths } from '../../main/certs/files.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';

export interface EngineAddress {
  port: number;
  ca: string;
  cert: string;
  key: string;
}

/** Long enough for a handshake on a busy computer; what hangs longer was opened before the guest had a network. */
const DEADLINE_MS = 5_000;
/** Connections under way at once; more would all be answered when the engine comes up, at the cost of the one that counts. */
const ASKERS = 3;
/** Between two questions of one asker: together they ask every 100 ms. */
const PAUSE_MS = 300;

/** The engine of a machine behind a forwarded port. */
export async function engineAddress(paths: CertificatePaths, port: number): Promise<EngineAddress> {
  const files = certificateFiles(paths);
  const [ca, cert, key] = await Promise.all(
    [files.ca, files.client, files.clientKey].map((path) => readFile(path, 'utf8')),
  );
  if (ca === undefined || cert === undefined || key === undefined) throw new Error('unreachable');
  return { port, ca, cert, key };
}

/** Whether the engine answered OK on a connection of its own within the deadline. */
export function pings(address: EngineAddress, deadlineMs = DEADLINE_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      {
        ...address,
        host: '127.0.0.1',
        path: '/_ping',
        agent: false,
        signal: AbortSignal.timeout(deadlineMs),
      },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

/**
 * Waits for the first answer. QEMU's user network accepts before the guest listens, and such a connection never
 * answers: so none is waited for alone, and none for long.
 * @returns when it came, by performance.now()
 * @throws E_BOOT_TIMEOUT
 */
export async function firstAnswer(address: EngineAddress, timeoutMs: number): Promise<number> {
  const stop = AbortSignal.timeout(timeoutMs);
  const found = new AbortController();
  const ask = async (asker: number) => {
    await sleep((asker * PAUSE_MS) / ASKERS);
    while (!stop.aborted && !found.signal.aborted) {
      if (await pings(address)) return performance.now();
      await sleep(PAUSE_MS);
    }
    throw new SlipwayError('E_BOOT_TIMEOUT', `the engine did not answer within ${timeoutMs / 1000} s`);
  };
  try {
    return await Promise.any(Array.from({ length: ASKERS }, (_, asker) => ask(asker)));
  } catch (failures) {
    throw (failures as AggregateError).errors[0];
  } finally {
    found.abort();
  }
}
