// Finds QEMU's programs and refuses versions we do not know to work.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { run } from '../../lib/exec.ts';
import type { VmSpec } from '../driver.ts';
import { qemuBinary } from './args.ts';

/** Ubuntu 22.04's; older ones lack JSON in -device and the sandbox's finer switches. */
export const OLDEST_QEMU = '6.2';
/** The first run after an install may be slow: macOS checks the program's signature. */
const VERSION_TIMEOUT_MS = 5_000;

export interface QemuBinary {
  path: string;
  /** As the program itself says it: `7.2.22`. */
  version: string;
}

/** Where programs are looked for; the defaults are this process's own. */
export interface SearchPlace {
  path?: string | undefined;
  platform?: NodeJS.Platform;
}

/**
 * The emulator for a guest's architecture.
 * @throws E_QEMU_MISSING with this platform's way to install it, E_QEMU_TOO_OLD
 */
export async function findQemu(arch: VmSpec['arch'], place: SearchPlace = {}): Promise<QemuBinary> {
  const name = qemuBinary(arch);
  const path = await findProgram(name, arch, place);
  const { stdout } = await run(path, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS });
  return { path, version: requireVersion(name, stdout) };
}

/** Where qemu-img is. @throws E_QEMU_MISSING */
export function findQemuImg(place: SearchPlace = {}): Promise<string> {
  return findProgram('qemu-img', 'amd64', place);
}

async function findProgram(name: string, arch: VmSpec['arch'], place: SearchPlace): Promise<string> {
  const { path = process.env['PATH'], platform = process.platform } = place;
  for (const folder of searchFolders(path, platform)) {
    const candidate = join(folder, name);
    const found = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  throw new SlipwayError('E_QEMU_MISSING', `${name} was not found on PATH`, {
    hint: installHint(platform, arch),
  });
}

/** A program that the Finder starts does not get the shell's PATH, so Homebrew's and MacPorts' folders are added. */
export function searchFolders(path: string | undefined, platform: NodeJS.Platform): string[] {
  const onPath = (path ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  const packaged = ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'];
  return platform === 'darwin' ? [...onPath, ...packaged] : onPath;
}

/** How to get QEMU here. */
export function installHint(platform: NodeJS.Platform, arch: VmSpec['arch']): string {
  if (platform === 'darwin') return 'Install it with: brew install qemu';
  const emulator = arch === 'amd64' ? 'qemu-system-x86' : 'qemu-system-arm';
  return `Install it with: apt-get install ${emulator} qemu-utils (or your distribution's packages of QEMU)`;
}

/** The version in what `--version` prints. @throws E_QEMU_TOO_OLD, E_QEMU_FAILED if no version is in it */
export function requireVersion(name: string, printed: string): string {
  const version = /\d+(?:\.\d+)+/.exec(printed)?.[0];
  if (version === undefined) {
    throw new SlipwayError('E_QEMU_FAILED', `${name} does not tell its version`);
  }
  if (!isAtLeast(version, OLDEST_QEMU)) {
    throw new SlipwayError('E_QEMU_TOO_OLD', `${name} ${version} is older than ${OLDEST_QEMU}`, {
      hint: 'Upgrade QEMU to a current version.',
    });
  }
  return version;
}

function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
