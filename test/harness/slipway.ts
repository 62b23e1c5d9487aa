// Runs the real, bundled command line as a user does, in a home folder of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type RunResult } from '../../main/lib/exec.ts';
import { machinePaths, type MachinePaths } from '../../main/machine/paths.ts';
import { parseMachineName } from '../../main/machine/name.ts';

export const PROGRAM = fileURLToPath(new URL('../../dist/slipway.mjs', import.meta.url));
const ANY_EXIT_CODE = Array.from({ length: 256 }, (_, code) => code);

/** How long a start may take on a busy computer without hardware acceleration. */
export const BOOT_MS = 170_000;

export interface RunSettings {
  env?: Readonly<Record<string, string>>;
  input?: string | Uint8Array;
  cwd?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What `slipway info --json` tells of a machine, as far as tests ask. */
export interface MachineInfo {
  status: string;
  accelerator?: string;
  ports: { engine: number; ssh: number };
  publishedPorts?: number[];
  supervisorPid: number;
  vmPid: number;
  problems?: string[];
}

/** One person's Slipway: their home folder, and commands run in it. */
export interface Slipway {
  readonly home: string;
  /** The variables every command of this home runs with. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs `slipway ARGS`; every exit code is an answer. */
  cli(args: readonly string[], settings?: RunSettings): Promise<RunResult>;
  /** What `slipway ARGS` prints. @throws if it fails, with its words */
  output(...args: string[]): Promise<string>;
  info(machine?: string): Promise<MachineInfo>;
  paths(machine?: string): MachinePaths;
}

/** How a program of ours is run: as this user, or as another one. */
export type Launcher = (args: readonly string[]) => readonly [string, ...string[]];

const asOurselves: Launcher = (args) => [process.execPath, PROGRAM, ...args];

/** A Slipway whose home is `home`: HOME, SLIPWAY_HOME, the docker client's folder and the sockets are all below it. */
export function slipwayAt(
  home: string,
  extra: Readonly<Record<string, string>> = {},
  launcher: Launcher = asOurselves,
): Slipway {
  const env = {
    HOME: home,
    SLIPWAY_HOME: join(home, '.slipway'),
    DOCKER_CONFIG: join(home, '.docker'),
    XDG_RUNTIME_DIR: '',
    ...extra,
  };
  const cli: Slipway['cli'] = (args, { env: more = {}, timeoutMs = 240_000, ...rest } = {}) => {
    const [program, ...words] = launcher(args);
    return run(program, words, { env: { ...env, ...more }, expect: ANY_EXIT_CODE, timeoutMs, ...rest });
  };
  const output: Slipway['output'] = async (...args) => {
    const { code, stdout, stderr } = await cli(args);
    if (code !== 0) throw new Error(`slipway ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  };
  return {
    home,
    env,
    cli,
    output,
    info: async (machine = 'default') =>
      JSON.parse(await output('info', '--json', '--machine', machine)) as MachineInfo,
    paths: (machine = 'default') =>
      machinePaths(env.SLIPWAY_HOME, parseMachineName(machine), { TMPDIR: tmpdir(), ...env }),
  };
}

/** A Slipway in a new, empty home folder. */
export function freshSlipway(extra: Readonly<Record<string, string>> = {}): Slipway {
  return slipwayAt(mkdtempSync(join(tmpdir(), 'slipway-home-')), extra);
}

/** Ends every machine of a home and removes it. */
export async function removeSlipway(slipway: Slipway): Promise<void> {
  const { stdout } = await slipway.cli(['ls', '--json']);
  const machines = JSON.parse(stdout || '[]') as { name: string }[];
  for (const { name } of machines) await slipway.cli(['delete', '--machine', name, '--yes']);
  rmSync(slipway.home, { recursive: true, force: true });
}
