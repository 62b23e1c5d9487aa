// The versions of everything that plays together.

import { toWireError } from '../../preload/contract/errors.ts';
import { findQemu } from '../drivers/qemu/version.ts';
import { VERSION } from '../lib/version.ts';
import { findDockerCli } from './docker-cli.ts';

/** Ours, Node's, QEMU's and the docker CLI's; of what is not there, why. */
export async function findVersions(): Promise<Record<string, string>> {
  const [qemu, docker] = await Promise.all([
    findQemu(hostArch()).then(
      (found) => found.version,
      (thrown: unknown) => toWireError(thrown).message,
    ),
    findDockerCli().then((found) => found?.version ?? 'not found on PATH'),
  ]);
  return { slipway: VERSION, node: process.versions.node, qemu, docker };
}

/** The architecture of guests that the host's own processor can run. */
export function hostArch(): 'amd64' | 'arm64' {
  return process.arch === 'arm64' ? 'arm64' : 'amd64';
}
