// Looks for everything that could keep a machine from working; each finding has its cause and its fix.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { Finding } from '../../preload/contract/machines.ts';
import { toWireError } from '../../preload/contract/errors.ts';
import { inspectMachine } from '../machine/store.ts';
import type { App } from './app.ts';
import { checkCertificates } from './doctor/certificates.ts';
import { checkContext, checkShell } from './doctor/context.ts';
import { checkKeyModes, checkLeftovers } from './doctor/files.ts';
import { problem, type Check, type Patient } from './doctor/finding.ts';
import { checkImageAndAccelerator } from './doctor/image.ts';
import { checkDockerCli, checkFreeSpace, checkPath, checkQemu } from './doctor/host.ts';
import { checkClock, checkMachine, checkPorts } from './doctor/machine.ts';
import { observeMachine } from './observe.ts';

/** In the order a start needs them. */
const CHECKS: readonly Check[] = [
  checkQemu,
  checkImageAndAccelerator,
  checkFreeSpace,
  checkMachine,
  checkPorts,
  checkCertificates,
  checkKeyModes,
  checkClock,
  checkContext,
  checkShell,
  checkDockerCli,
  checkPath,
  checkLeftovers,
];

/** Every finding, those that are fine among them. Never throws: a check that fails is a finding. */
export async function examine(app: App, name: MachineName): Promise<Finding[]> {
  const patient = await meet(app, name);
  const findings = await Promise.all(
    CHECKS.map((check) => check(patient).catch((thrown: unknown) => [failed(thrown)])),
  );
  return findings.flat();
}

async function meet(app: App, name: MachineName): Promise<Patient> {
  const found = await inspectMachine(app.home, name);
  if (found.kind !== 'whole') return { app, name };
  const { state, status } = await observeMachine(app, name);
  return { app, name, machine: found, state, ...(status === undefined ? {} : { status }) };
}

function failed(thrown: unknown): Finding {
  const { message, hint } = toWireError(thrown);
  return problem('doctor', 'a check could not be made', message, hint ?? 'Set SLIPWAY_DEBUG=1 to see more.');
}
