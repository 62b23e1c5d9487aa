// Which program of this computer listens on a port: asked of /proc on Linux, of lsof on macOS.

import { readdir, readFile, readlink } from 'node:fs/promises';
import { run } from './exec.ts';

export interface PortHolder {
  pid: number;
  /** The program's name, as the system shortens it. */
  program: string;
}

const LSOF_TIMEOUT_MS = 5_000;

/** Who listens on TCP 127.0.0.1:PORT; undefined if nobody does, or if it is hidden from us, as root's programs are. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  return process.platform === 'linux' ? findInProc(port) : askLsof(port);
}

async function findInProc(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = new Set(tables.flatMap((table) => parseListeners(table, port)));
  if (sockets.size === 0) return undefined;
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await holdsOneOf(name, sockets))) {
      const program = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '');
      return { pid: Number(name), program: program.trim() };
    }
  }
  return undefined;
}

/** Of another user's process nothing can be seen. */
async function holdsOneOf(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return links.some((link) => sockets.has(link));
}

/** `0A` of include/net/tcp_states.h. */
const LISTEN = '0A';
/** 127.0.0.0/8, the IPv4-mapped form of it, and what stands for every address; each 32 bits in the host's order. */
const OF_LOOPBACK = /^(?:[0-9A-F]{6}7F|0{8}|0{16}(?:0000FFFF|FFFF0000)[0-9A-F]{6}7F|0{32})$/;

/** The sockets that hold 127.0.0.1:PORT, as /proc/PID/fd names them, out of /proc/net/tcp or tcp6 (proc_pid_net(5)). */
export function parseListeners(table: string, port: number): string[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const [address = '', hexPort = ''] = local.split(':');
      const isIt = state === LISTEN && OF_LOOPBACK.test(address) && Number.parseInt(hexPort, 16) === port;
      return isIt && inode !== undefined ? [`socket:[${inode}]`] : [];
    });
}

async function askLsof(port: number): Promise<PortHolder | undefined> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  // It ends with 1 if it finds nobody; where it is missing, nobody is named.
  const answer = await run('lsof', args, { timeoutMs: LSOF_TIMEOUT_MS, expect: [0, 1] }).catch(
    () => undefined,
  );
  return answer === undefined ? undefined : parseLsof(answer.stdout);
}

/** The first process in what `lsof -F pc` prints: `p1234`, then `cnode`. */
export function parseLsof(stdout: string): PortHolder | undefined {
  const [, pid, program] = /^p(\d+)\nc(.*)$/m.exec(stdout) ?? [];
  return pid === undefined || program === undefined ? undefined : { pid: Number(pid), program };
}
