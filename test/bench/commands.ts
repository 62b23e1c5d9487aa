// Times whole commands as a person waits for them: the bundled command line in a home of its own.

import { isOnPath } from '../../build/requirements.mjs';
import { run } from '../../main/lib/exec.ts';
import { freshSlipway, removeSlipway, type Slipway } from '../harness/slipway.ts';
import { atEnd } from './clean-up.ts';
import type { GuestSize } from './guest.ts';

/** Wall times in milliseconds. */
export interface CommandTimes {
  /** `slipway up` where there was no machine. */
  firstUp: number;
  /** `slipway up` of a machine that has run before. */
  up: number[];
  down: number[];
  /** `slipway status` of a running machine. */
  status: number[];
  /** Node's own start: what a command of ours cannot go below. */
  bareNode: number[];
  /** `docker version` against the same machine, where there is a docker client. */
  dockerVersion: number[];
}

const QUICK_COMMANDS_PER_RUN = 5;

/** @throws if a command of ours fails, with what it said */
export async function timeCommands(size: GuestSize, runs: number): Promise<CommandTimes> {
  const slipway = freshSlipway();
  const forget = atEnd(() => removeSlipway(slipway));
  const sizes = ['--cpus', String(size.cpus), '--memory', `${size.memoryMiB}MiB`];
  const firstUp = await time(slipway, ['up', ...sizes, '--accelerator', size.accelerator]);
  await time(slipway, ['down']);
  const times: CommandTimes = { firstUp, up: [], down: [], status: [], bareNode: [], dockerVersion: [] };
  for (let round = 0; round < runs; round += 1) {
    times.up.push(await time(slipway, ['up']));
    for (let quick = 0; quick < QUICK_COMMANDS_PER_RUN; quick += 1) {
      times.status.push(await time(slipway, ['status']));
      times.bareNode.push(await timed(() => run(process.execPath, ['-e', '0'])));
      if (isOnPath('docker')) times.dockerVersion.push(await timeDockerVersion(slipway));
    }
    times.down.push(await time(slipway, ['down']));
  }
  await removeSlipway(slipway);
  forget();
  return times;
}

async function time(slipway: Slipway, args: readonly string[]): Promise<number> {
  return timed(async () => {
    const { code, stderr } = await slipway.cli(args, { timeoutMs: 600_000 });
    if (code !== 0) throw new Error(`slipway ${args.join(' ')} ended with ${code}: ${stderr}`);
  });
}

async function timeDockerVersion(slipway: Slipway): Promise<number> {
  const { stdout } = await slipway.cli(['env', '--json']);
  const env = JSON.parse(stdout) as Record<string, string>;
  return timed(() => run('docker', ['version'], { env: { ...slipway.env, ...env } }));
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
