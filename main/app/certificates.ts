// A machine's certificates: shown, and made anew without stopping a container.

import { setTimeout as delay } from 'node:timers/promises';
import type { MachineName } from '../../preload/contract/ids.ts';
import { renewCertificates } from '../certs/bundle.ts';
import {
  describeCertificates,
  type CertificateDescription,
  type UnusableCertificate,
} from '../certs/describe.ts';
import { connectEngine } from '../engine/client.ts';
import type { EngineAccess } from '../env/exports.ts';
import type { App } from './app.ts';
import { keepContext } from './environment.ts';
import { engineAccess } from './running-machine.ts';
import { findMachine } from './find-machine.ts';
import { askStatus, reachSupervisor } from './reach.ts';

/** The CA's, the engine's and the client's certificate. @throws E_NO_MACHINE */
export async function showCertificates(
  app: App,
  name: MachineName,
): Promise<(CertificateDescription | UnusableCertificate)[]> {
  const { paths } = await findMachine(app, name);
  return describeCertificates(paths);
}

/** Under emulation and load an engine takes a quarter of a minute to start. */
const ENGINE_BACK_MS = 60_000;
const PING_MS = 5_000;
const PING_AGAIN_MS = 200;

export interface RenewedCertificates {
  /** ISO 8601. */
  expireAt: string;
  /** Whether a running engine has taken them over; else the next start does. */
  inUse: boolean;
}

/** Makes new certificates; a running engine takes them over, its containers go on. @throws E_NO_MACHINE, E_TLS */
export async function renewMachineCertificates(app: App, name: MachineName): Promise<RenewedCertificates> {
  const { paths } = await findMachine(app, name);
  const link = await reachSupervisor(app, name, paths);
  if (link === undefined) return { expireAt: (await renewCertificates(paths)).expireAt, inUse: false };
  try {
    const { expireAt } = await link.api.renewCertificates();
    const machine = { name, paths, status: await askStatus(link, name) };
    // The context holds a copy of them.
    await keepContext(app, machine);
    await untilEngineAnswers(engineAccess(machine));
    return { expireAt, inUse: true };
  } finally {
    link.close();
  }
}

/** Waits out the engine's restart, so that the next docker command finds it. @throws E_TLS, E_ENGINE_UNREACHABLE */
async function untilEngineAnswers({ port, certs }: EngineAccess): Promise<void> {
  const deadlineMs = performance.now() + ENGINE_BACK_MS;
  for (;;) {
    const engine = await connectEngine({ port, certs });
    try {
      return void (await engine.ping(PING_MS));
    } catch (thrown) {
      // The engine of before may answer once more, and it does not know the new certificates.
      if (performance.now() > deadlineMs) throw thrown;
    } finally {
      engine.close();
    }
    await delay(PING_AGAIN_MS);
  }
}
