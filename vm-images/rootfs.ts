// Lays out the guest's read-only root: kept files of packages, our own files, links, certificates, modules.

import {
  chmod,
  copyFile,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../main/lib/exec.ts';
import type { VmArch } from '../main/vm-image/manifest.ts';
import { applets } from './applets.ts';
import { loadOrder, modulesAlias, modulesDep, type KernelModule } from './modules.ts';
import type { DebianPackage } from './packages.ts';
import { FOLDERS, LINKS, LOADER, MODULES, PACKAGES, TRIPLET } from './recipe.ts';

/** Unpacks each package into `work/NAME`. */
export async function unpack(packages: readonly DebianPackage[], work: string): Promise<void> {
  await mkdir(work);
  for (const { name, file } of packages) await run('dpkg-deb', ['-x', file, join(work, name)]);
}

/**
 * Copies the files the recipe keeps from the unpacked packages into the root.
 * @throws Error naming a pattern of the recipe that matches nothing: Debian moved a file
 */
export async function copyKept(arch: VmArch, work: string, root: string): Promise<void> {
  for (const [name, patterns] of Object.entries(PACKAGES)) {
    const from = join(work, name);
    const paths = (await readdir(from, { recursive: true })).toSorted();
    for (const pattern of patterns) {
      const place = pattern.replace('LIB', `usr/lib/${TRIPLET[arch]}`).replace('LOADER', LOADER[arch]);
      const kept = paths.filter((path) => matches(path, place));
      if (kept.length === 0) throw new Error(`the package ${name} has no file ${place}`);
      for (const path of kept) await copyEntry(join(from, path), join(root, path));
    }
  }
}

/** Whether a path fits a pattern in which `*` is any run of characters, slashes included. */
export function matches(path: string, pattern: string): boolean {
  const escaped = pattern.split('*').map((text) => text.replace(/[.+^$()[\]{}|?\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(path);
}

/** Adds what packages' install scripts would have made, and our own files. */
export async function finishRoot(root: string, work: string, ownFiles: string): Promise<void> {
  for (const folder of FOLDERS) await mkdir(join(root, folder), { recursive: true });
  await cp(ownFiles, root, { recursive: true });
  for (const [path, target] of Object.entries(LINKS)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(target, join(root, path));
  }
  await linkApplets(root);
  await writeCertificates(
    join(work, 'ca-certificates/usr/share/ca-certificates'),
    join(root, 'etc/ssl/certs'),
  );
}

/** Modules in one flat folder, with the lists that say what is loaded when. */
export async function writeModules(
  root: string,
  release: string,
  modules: ReadonlyMap<string, KernelModule>,
): Promise<void> {
  const folder = join(root, 'usr/lib/modules', release);
  await mkdir(folder, { recursive: true });
  for (const { name, data } of modules.values()) await writeFile(join(folder, `${name}.ko`), data);
  await writeFile(join(folder, 'modules.dep'), modulesDep(modules));
  await writeFile(join(folder, 'modules.alias'), modulesAlias(modules));
  const loaded = new Set(loadOrder(MODULES.initrd, modules));
  for (const list of ['data-modules', 'network-modules', 'device-modules'] as const) {
    const order = loadOrder(MODULES[list], modules, loaded);
    for (const name of order) loaded.add(name);
    await writeFile(join(folder, '..', list), order.map((name) => `${release}/${name}.ko\n`).join(''));
  }
}

async function copyEntry(from: string, to: string): Promise<void> {
  const stat = await lstat(from);
  if (stat.isDirectory()) return;
  await mkdir(dirname(to), { recursive: true });
  if (stat.isSymbolicLink()) return symlink(await readlink(from), to);
  await copyFile(from, to);
  await chmod(to, stat.mode & 0o755);
}

async function linkApplets(root: string): Promise<void> {
  const present = new Set([
    ...(await readdir(join(root, 'usr/bin'))),
    ...(await readdir(join(root, 'usr/sbin'))),
  ]);
  for (const applet of applets(await readFile(join(root, 'usr/bin/busybox')))) {
    if (!present.has(applet)) await symlink('busybox', join(root, 'usr/bin', applet));
  }
}

/** One file of all authorities' certificates, where Go and OpenSSL look for it. */
async function writeCertificates(from: string, to: string): Promise<void> {
  const files = (await readdir(from, { recursive: true })).filter((path) => path.endsWith('.crt')).toSorted();
  const texts = await Promise.all(files.map((path) => readFile(join(from, path), 'utf8')));
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'ca-certificates.crt'), texts.map((text) => `${text.trimEnd()}\n`).join(''));
}
