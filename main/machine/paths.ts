// Names every file a machine may have, and keeps its sockets short enough for the kernel.

import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';

/** sun_path holds 104 bytes on macOS and 108 on Linux, the final NUL among them; Node cuts longer ones without a word. */
export const SOCKET_PATH_BYTES = 103;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Slipway keeps everything: SLIPWAY_HOME, else ~/.slipway; absolute, since the supervisor works elsewhere. */
export function slipwayHome(env: Environment = process.env): string {
  return resolve(env['SLIPWAY_HOME'] || join(env['HOME'] || homedir(), '.slipway'));
}

/** Verdicts that can be found out again: the accelerator probe's, the VM image's checksums. */
export function cacheFolder(home: string): string {
  return join(home, 'cache');
}

/** What a person chose in the window. */
export function preferencesFile(home: string): string {
  return join(home, 'window-preferences.json');
}

export function machinesFolder(home: string): string {
  return join(home, 'machines');
}

export interface MachinePaths {
  folder: string;
  /** MachineConfig, and the copy of the last good one. */
  config: string;
  configBackup: string;
  /** The engine's images, containers and volumes; qcow2. */
  dataDisk: string;
  /** DOCKER_CERT_PATH: ca.pem, cert.pem, key.pem of the docker client. */
  certs: string;
  /** The CA's key and the engine's own certificate; never leaves the host but for the seed. */
  authority: string;
  /** Our SSH key for the guest and the guest's own host key. */
  ssh: string;
  /** A tar read by the guest as a block device: keys, certificates, hostname. */
  seed: string;
  /** The guest's serial console of this start; the one before is console.log.1. */
  consoleLog: string;
  /** What QEMU itself printed. */
  qemuLog: string;
  supervisorLog: string;
  /** One JSON object a line: every change of state, with its time. */
  eventsLog: string;
  /** Builds that have ended, a file each. */
  builds: string;
  runtime: RuntimePaths;
}

/** Short-lived files, in a folder of their own because a socket's path is limited. */
export interface RuntimePaths {
  folder: string;
  supervisorSocket: string;
  qmpSocket: string;
  agentSocket: string;
  /** The running QEMU's identity: pid, start time, boot id. */
  vm: string;
  lock: string;
}

/** Every path of one machine. @throws E_PATH_TOO_LONG if a socket's path would be cut by the kernel */
export function machinePaths(home: string, name: MachineName, env: Environment = process.env): MachinePaths {
  const folder = join(machinesFolder(home), name);
  const inFolder = (file: string) => join(folder, file);
  return {
    folder,
    config: inFolder('config.json'),
    configBackup: inFolder('config.json.bak'),
    dataDisk: inFolder('data.qcow2'),
    certs: inFolder('certs'),
    authority: inFolder('authority'),
    ssh: inFolder('ssh'),
    seed: inFolder('seed.tar'),
    consoleLog: inFolder('console.log'),
    qemuLog: inFolder('qemu.log'),
    supervisorLog: inFolder('supervisor.log'),
    eventsLog: inFolder('events.jsonl'),
    builds: inFolder('builds'),
    runtime: runtimePaths(folder, env),
  };
}

function runtimePaths(machineFolder: string, env: Environment): RuntimePaths {
  const folder = join(
    runtimeBase(env),
    createHash('sha256').update(machineFolder).digest('hex').slice(0, 12),
  );
  const inFolder = (file: string) => join(folder, file);
  const sockets = {
    supervisorSocket: inFolder('sup.sock'),
    qmpSocket: inFolder('qmp.sock'),
    agentSocket: inFolder('agent.sock'),
  };
  for (const path of Object.values(sockets)) assertSocketPathFits(path);
  return { folder, ...sockets, vm: inFolder('vm.json'), lock: inFolder('lock') };
}

/** A folder only this user can enter: XDG_RUNTIME_DIR where it is short enough, else one in the temporary folder. */
function runtimeBase(env: Environment): string {
  const longest = '/slipway/0123456789ab/agent.sock'.length;
  const given = env['XDG_RUNTIME_DIR'];
  if (given && Buffer.byteLength(given) + longest <= SOCKET_PATH_BYTES) return join(given, 'slipway');
  const user = `slipway-${process.getuid?.() ?? 'user'}`;
  const temporary = env['TMPDIR'] ?? tmpdir();
  const base = Buffer.byteLength(temporary) + longest + user.length <= SOCKET_PATH_BYTES ? temporary : '/tmp';
  return join(base, user);
}

/** @throws E_PATH_TOO_LONG naming the path and the limit */
export function assertSocketPathFits(path: string): void {
  const bytes = Buffer.byteLength(path);
  if (bytes <= SOCKET_PATH_BYTES) return;
  throw new SlipwayError(
    'E_PATH_TOO_LONG',
    `the socket ${path} has ${bytes} bytes; ${SOCKET_PATH_BYTES} fit`,
    {
      hint: 'Set XDG_RUNTIME_DIR to a shorter folder of your own.',
    },
  );
}
