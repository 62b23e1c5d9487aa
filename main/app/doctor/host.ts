// The host: QEMU, free space, and whether programs are found.

import { access, constants, stat, statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Finding } from '../../../preload/contract/machines.ts';
import { SlipwayError, toWireError } from '../../../preload/contract/errors.ts';
import { findQemu, findQemuImg } from '../../drivers/qemu/version.ts';
import { findDockerCli } from '../docker-cli.ts';
import { hostArch } from '../versions.ts';
import { ok, problem, warning, type Check } from './finding.ts';

const GIB = 1024 ** 3;
/** Below this a first `docker pull` may already fill the host. */
const SCARCE_GIB = 5;
const TOO_LITTLE_GIB = 1;
/** The first docker CLI that knows contexts. */
const OLDEST_DOCKER = 19;

export const checkQemu: Check = async () => {
  try {
    const { path, version } = await findQemu(hostArch());
    await findQemuImg();
    return [ok('qemu', `QEMU ${version} (${path})`)];
  } catch (thrown) {
    const { message, hint } = toWireError(thrown);
    const isOld = thrown instanceof SlipwayError && thrown.code === 'E_QEMU_TOO_OLD';
    const title = isOld ? 'QEMU is too old' : 'QEMU cannot be used';
    return [problem('qemu', title, message, hint ?? 'Install QEMU again.')];
  }
};

export const checkFreeSpace: Check = async ({ app }) => {
  const folder = await nearestFolder(app.home);
  const { bavail, bsize } = await statfs(folder);
  return [judgeFreeSpace(folder, (bavail * bsize) / GIB)];
};

/** A finding for so much free space. */
export function judgeFreeSpace(folder: string, freeGiB: number): Finding {
  const free = `${freeGiB.toFixed(1)} GiB free in ${folder}`;
  if (freeGiB >= SCARCE_GIB) return ok('disk', free);
  const fix = 'Free some space, or move the machines: SLIPWAY_HOME names their folder.';
  return freeGiB >= TOO_LITTLE_GIB
    ? warning('disk', free, 'Images and containers will soon fill the disk; the machine is then held.', fix)
    : problem('disk', free, 'The machine is held as soon as the disk is full.', fix);
}

export const checkPath: Check = async ({ app }) => {
  const own = await findOnPath('slipway', app.env['PATH']);
  if (own !== undefined) return [ok('path', `slipway is on PATH (${own})`)];
  return [
    warning(
      'path',
      'slipway is not on PATH',
      'The printed commands (slipway env, …) will not be found by the shell.',
      'Run npm link in the checkout, or go on with npx slipway.',
    ),
  ];
};

export const checkDockerCli: Check = async () => {
  const found = await findDockerCli();
  if (found === undefined) {
    const cause = 'The machine works without it, but docker commands cannot be typed.';
    const fix =
      process.platform === 'darwin'
        ? 'brew install docker'
        : 'Install docker-cli (Debian: apt-get install docker-cli).';
    return [warning('docker-cli', 'the docker command line is not on PATH', cause, fix)];
  }
  if (Number.parseInt(found.version, 10) >= OLDEST_DOCKER)
    return [ok('docker-cli', `docker CLI ${found.version}`)];
  const cause = 'It does not know contexts; the exports of slipway env work.';
  return [
    warning(
      'docker-cli',
      `docker CLI ${found.version} is old`,
      cause,
      `Install ${OLDEST_DOCKER}.03 or newer.`,
    ),
  ];
};

async function findOnPath(program: string, path = ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((one) => one !== '')) {
    const candidate = join(folder, program);
    const isProgram = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isProgram) return candidate;
  }
  return undefined;
}

/** The folder itself, or the closest of its parents that is there already. */
async function nearestFolder(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestFolder(dirname(path));
}
