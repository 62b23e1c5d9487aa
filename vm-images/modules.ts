// Picks kernel modules with everything they depend on and readies them for a quick load.

import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from '../main/lib/exec.ts';
import { hideSections, moduleInfo } from './elf.ts';

export interface KernelModule {
  name: string;
  /** Names of the modules it needs loaded before it. */
  depends: readonly string[];
  aliases: readonly string[];
  data: Buffer;
}

const SIGNATURE_MAGIC = '~Module signature appended~\n';

/** A module's name as the kernel prints it: its file may be spelt with dashes. */
export function moduleName(file: string): string {
  return basename(file)
    .replace(/\.ko(\.xz)?$/, '')
    .replaceAll('-', '_');
}

/**
 * The modules and, first, all they depend on, unpacked.
 * @param tree the folder of one kernel's modules, packed with xz as Debian ships them
 * @param work a folder for unpacked files
 * @param builtIn names that the kernel itself contains; they are passed over
 * @throws Error naming modules that are neither in the tree nor built in
 */
export async function collectModules(
  wanted: readonly string[],
  tree: string,
  work: string,
): Promise<Map<string, KernelModule>> {
  const builtIn = new Set(
    (await readFile(join(tree, 'modules.builtin'), 'utf8')).trim().split('\n').map(moduleName),
  );
  const files = await readdir(join(tree, 'kernel'), { recursive: true });
  const byName = new Map(files.filter((file) => file.endsWith('.ko.xz')).map((f) => [moduleName(f), f]));
  const found = new Map<string, KernelModule>();
  let next = wanted.map(moduleName).filter((name) => !builtIn.has(name));
  await mkdir(work, { recursive: true });
  while (next.length > 0) {
    const missing = next.filter((name) => !byName.has(name));
    if (missing.length > 0) throw new Error(`this kernel has no module ${missing.join(', ')}`);
    const packed = next.map((name) => join(work, `${name}.ko.xz`));
    await Promise.all(
      next.map((name, index) => copyFile(join(tree, 'kernel', byName.get(name) ?? ''), packed[index] ?? '')),
    );
    await run('xz', ['-d', '-f', ...packed]);
    for (const name of next) found.set(name, readModule(name, await readFile(join(work, `${name}.ko`))));
    const depends = next.flatMap((name) => found.get(name)?.depends ?? []);
    next = [...new Set(depends)].filter((name) => !found.has(name) && !builtIn.has(name));
  }
  return found;
}

function readModule(name: string, file: Buffer): KernelModule {
  const info = moduleInfo(file);
  const data = withoutSignature(file);
  // Type information for tracers: checking it at load costs more than all else of the load under emulation.
  hideSections(data, ['.BTF', '.BTF.base']);
  return {
    name,
    depends: info
      .filter(({ key }) => key === 'depends')
      .flatMap(({ value }) => value.split(','))
      .filter((depend) => depend !== '')
      .map(moduleName),
    aliases: info.filter(({ key }) => key === 'alias').map(({ value }) => value),
    data,
  };
}

/** Signatures are checked by RSA at each load; the root's own digest has vouched for the file already. */
function withoutSignature(file: Buffer): Buffer {
  const magicAt = file.length - SIGNATURE_MAGIC.length;
  if (file.toString('latin1', magicAt) !== SIGNATURE_MAGIC) return file;
  // struct module_signature: 12 bytes before the magic, its last four the big-endian length of the signature.
  return file.subarray(0, magicAt - 12 - file.readUInt32BE(magicAt - 4));
}

/**
 * Names in an order in which each can be loaded, with their dependencies, without those of `loaded`.
 */
export function loadOrder(
  names: readonly string[],
  modules: ReadonlyMap<string, KernelModule>,
  loaded: ReadonlySet<string> = new Set(),
): string[] {
  const order = new Set<string>();
  const visit = (name: string) => {
    const found = modules.get(name);
    if (found === undefined || loaded.has(name) || order.has(name)) return;
    found.depends.forEach(visit);
    order.add(name);
  };
  names.map(moduleName).forEach(visit);
  return [...order];
}

/** `modules.dep` as modprobe reads it: each file, then what it needs, nearest first. */
export function modulesDep(modules: ReadonlyMap<string, KernelModule>): string {
  return [...modules.keys()]
    .toSorted()
    .map((name) => {
      const needs = loadOrder([name], modules).slice(0, -1).toReversed();
      return `${name}.ko:${needs.map((need) => ` ${need}.ko`).join('')}\n`;
    })
    .join('');
}

/** `modules.alias` as modprobe reads it, for modules that the kernel asks for by what they do. */
export function modulesAlias(modules: ReadonlyMap<string, KernelModule>): string {
  return [...modules.values()]
    .flatMap(({ name, aliases }) => aliases.map((alias) => `alias ${alias} ${name}\n`))
    .toSorted()
    .join('');
}
