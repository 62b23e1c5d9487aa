// The machine: its config, its ports, its clock.

import { createServer } from 'node:net';
import type { Finding } from '../../../preload/contract/machines.ts';
import { toWireError } from '../../../preload/contract/errors.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { errnoOf } from '../../lib/files.ts';
import { statusWord, type MachineState } from '../../machine/state.ts';
import { inspectMachine } from '../../machine/store.ts';
import { connectSsh } from '../../ssh/client.ts';
import { ok, problem, warning, type Check } from './finding.ts';

/** The guest tells whole seconds, and asking it takes a moment. */
const CLOCK_TOLERANCE_S = 2;

export const checkMachine: Check = async ({ app, name, state }) => {
  const found = await inspectMachine(app.home, name);
  switch (found.kind) {
    case 'absent':
      return [ok('machine', `machine ${name} does not exist yet; slipway up makes it`)];
    case 'broken':
      return [
        problem(
          'machine',
          `machine ${name} is broken`,
          found.error.message,
          found.error.hint ?? `slipway delete --machine ${name} removes it with its disk.`,
        ),
      ];
    case 'whole':
      return [judgeState(name, state ?? { kind: 'stopped' })];
    default:
      return assertNever(found);
  }
};

/** A finding for a machine whose folder is as it should be. */
export function judgeState(name: string, state: MachineState): Finding {
  switch (state.kind) {
    case 'broken':
      return problem(
        'machine',
        `machine ${name} is broken`,
        state.problems.join('; '),
        `slipway logs supervisor --machine ${name} may say more.`,
      );
    case 'aborted':
      return warning(
        'machine',
        `machine ${name} ended without being asked to`,
        state.cause,
        `slipway up --machine ${name} starts it again; slipway logs console shows its last words.`,
      );
    case 'paused':
      return warning(
        'machine',
        `machine ${name} is held`,
        state.cause,
        'It goes on by itself once the cause is gone.',
      );
    default:
      return ok('machine', `machine ${name} is ${statusWord(state)}`);
  }
}

export const checkPorts: Check = async ({ machine, status }) => {
  // While it runs, the ports are its own.
  if (machine === undefined || status !== undefined) return [];
  const { engine, ssh } = machine.config.ports;
  const findings = await Promise.all([judgePort('engine', engine), judgePort('SSH', ssh)]);
  return findings.flat().length === 0
    ? [ok('ports', `ports ${engine} and ${ssh} are free`)]
    : findings.flat();
};

async function judgePort(what: string, port: number): Promise<Finding[]> {
  const refusal = await tryPort(port);
  if (refusal === undefined) return [];
  return [
    warning(
      'ports',
      `port ${port} for ${what} is taken`,
      `127.0.0.1:${port} cannot be listened on: ${refusal}`,
      'The next start takes another port and remembers it; or end the program that holds this one.',
    ),
  ];
}

/** Listens for a moment. @returns why that cannot be done, if so */
async function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(errnoOf(error) === 'EADDRINUSE' ? 'another program holds it' : error.message);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

export const checkClock: Check = async ({ machine, status }) => {
  if (machine === undefined || status?.state.kind !== 'running') return [];
  try {
    const ssh = await connectSsh({ port: status.ports.ssh, paths: machine.paths });
    try {
      const { stdout } = await ssh.run(['date', '+%s']);
      return [judgeClock(machine.name, Number(stdout.trim()) - Date.now() / 1000)];
    } finally {
      ssh.dispose();
    }
  } catch (thrown) {
    const { message, hint } = toWireError(thrown);
    return [problem('clock', 'the guest cannot be asked over SSH', message, hint ?? 'slipway restart')];
  }
};

/** A finding for a guest's clock that is so many seconds ahead of ours. */
export function judgeClock(name: string, aheadS: number): Finding {
  // The guest cuts the fraction off, so it seems up to a second late.
  if (aheadS > -1 - CLOCK_TOLERANCE_S && aheadS < CLOCK_TOLERANCE_S)
    return ok('clock', 'the guest’s clock is right');
  const off = `${Math.abs(Math.round(aheadS))} s ${aheadS < 0 ? 'behind' : 'ahead of'} the host’s`;
  return warning(
    'clock',
    `the guest’s clock is ${off}`,
    'The computer slept, or something in the guest changed the time; certificates and builds may fail of it.',
    `slipway restart --machine ${name}`,
  );
}
