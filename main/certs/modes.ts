// Closes what stands too open: folders others can enter, keys others can read, files that are another user's.

import { chmod, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PRIVATE_FOLDER, writeFileAtomic } from '../lib/files.ts';
import { CERTIFICATE_FILES, certificateFiles, modeOf, type CertificatePaths } from './files.ts';

/** Sets the modes right and says, a line each, what was wrong. Never fails: what cannot be repaired is said too. */
export async function repairModes(paths: CertificatePaths): Promise<string[]> {
  const files = certificateFiles(paths);
  const wanted: [path: string, mode: number][] = [
    [paths.certs, PRIVATE_FOLDER],
    [paths.authority, PRIVATE_FOLDER],
    ...CERTIFICATE_FILES.map((file): [string, number] => [files[file], modeOf(file)]),
  ];
  const warnings: string[] = [];
  for (const [path, mode] of wanted) {
    const warning = await repair(path, mode).catch((cause: Error) => `${path}: ${cause.message}`);
    if (warning !== undefined) warnings.push(warning);
  }
  return warnings;
}

async function repair(path: string, mode: number): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const ownUid = process.getuid?.();
  // Under sudo, root looks into a user's folder: to take the files over would lock that user out.
  if (found.isFile() && ownUid !== 0 && ownUid !== undefined && found.uid !== ownUid) {
    await writeFileAtomic(path, await readFile(path), mode);
    return `${basename(path)} belonged to another user (uid ${found.uid}); it is yours again`;
  }
  const open = found.mode & 0o777;
  if ((open & ~mode) === 0) return undefined;
  await chmod(path, mode);
  return `${basename(path)} was open to other users (mode ${octal(open)}); it is ${octal(mode)} again`;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
