// Files that should not be: leftovers of crashes, keys that others may read.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MachineName } from '../../../preload/contract/ids.ts';
import type { Finding } from '../../../preload/contract/machines.ts';
import { certificateFiles } from '../../certs/files.ts';
import { machinePaths, machinesFolder } from '../../machine/paths.ts';
import { quoteForSh } from '../../lib/quote.ts';
import { sshFiles } from '../../ssh/keys.ts';
import { lookForOrphan } from '../reach.ts';
import { ok, warning, type Check, type Patient } from './finding.ts';

export const checkLeftovers: Check = async (patient) => {
  const findings = [...(await halfMadeFolders(patient)), ...(await strayRuntimeFolders(patient))];
  return findings.length === 0 ? [ok('leftovers', 'no leftover files')] : findings;
};

/** `.NAME-1234abcd`: a machine half made or half removed when the program was killed. */
async function halfMadeFolders({ app }: Patient): Promise<Finding[]> {
  const folder = machinesFolder(app.home);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^\..+-[0-9a-f]{8}$/.test(name))
    .map((name) =>
      leftover(join(folder, name), 'Making or removing a machine was cut short. No machine uses it.'),
    );
}

/** Runtime folders of machines that are no more. Those of another SLIPWAY_HOME are left out while their VM lives. */
async function strayRuntimeFolders({ app, name, machine }: Patient): Promise<Finding[]> {
  const base = dirname((machine?.paths ?? machinePaths(app.home, name)).runtime.folder);
  const machines = await readdir(machinesFolder(app.home)).catch(() => []);
  const owned = new Set(runtimeFoldersOf(app.home, machines));
  const folders = await readdir(base).catch(() => []);
  const stray = await Promise.all(
    folders
      .filter((folder) => /^[0-9a-f]{12}$/.test(folder) && !owned.has(folder))
      .map(async (folder) => ((await isDead(join(base, folder))) ? [join(base, folder)] : [])),
  );
  return stray.flat().map((path) => leftover(path, 'It belonged to a machine that runs no longer.'));
}

function runtimeFoldersOf(home: string, entries: readonly string[]): string[] {
  const names = entries.map((entry) => MachineName.safeParse(entry)).filter((parsed) => parsed.success);
  return names.map((parsed) => basename(machinePaths(home, parsed.data).runtime.folder));
}

/** Only where vm.json names a VM that has ended is a folder surely nobody's. */
async function isDead(folder: string): Promise<boolean> {
  return (await lookForOrphan({ runtime: { vm: join(folder, 'vm.json') } })) === 'dead';
}

export const checkKeyModes: Check = async ({ machine }) => {
  if (machine === undefined) return [];
  const certificates = certificateFiles(machine.paths);
  const ssh = sshFiles(machine.paths);
  const keys = [
    certificates.caKey,
    certificates.serverKey,
    certificates.clientKey,
    ssh.clientKey,
    ssh.hostKey,
  ];
  const findings = (await Promise.all([machine.paths.folder, ...keys].map(judgeMode))).flat();
  return findings.length === 0 ? [ok('modes', 'keys are readable by their owner alone')] : findings;
};

async function judgeMode(path: string): Promise<Finding[]> {
  const found = await stat(path).catch(() => undefined);
  const open = (found?.mode ?? 0) & 0o077;
  if (found === undefined || open === 0) return [];
  return [
    warning(
      'modes',
      `${path} is open to other users`,
      `Its mode is ${(found.mode & 0o777).toString(8).padStart(4, '0')}.`,
      `chmod ${found.isDirectory() ? '700' : '600'} ${quoteForSh(path)} (the next start does it too)`,
    ),
  ];
}

function leftover(path: string, cause: string): Finding {
  return warning('leftovers', `${path} is left over`, cause, `rm -r ${quoteForSh(path)}`);
}
