// Debian packages through apt itself, with a root of its own: apt's keys vouch for every file; nothing is installed.

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../main/lib/exec.ts';
import type { VmArch } from '../main/vm-image/manifest.ts';
import { DEBIAN_SECURITY_SUITE, DEBIAN_SUITES, KERNEL_METAPACKAGE, PACKAGES } from './recipe.ts';
import { ARCHIVE_KEYRING } from './tools.ts';

const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
const DEFAULT_SECURITY_MIRROR = 'http://deb.debian.org/debian-security';

export interface DebianPackage {
  name: string;
  version: string;
  /** The downloaded .deb. */
  file: string;
}

/** How long lists of packages are taken as they are, without asking the mirror. */
const LISTS_FRESH_MS = 24 * 60 * 60_000;

/**
 * Resolves the recipe's packages for an architecture and downloads those that are not in the cache.
 * @param cache a folder kept between builds
 * @param refresh asks the mirror for new versions even when the lists were fetched within a day
 * @throws E_TOOL_FAILED with apt's words, when the mirror cannot be reached or a signature is wrong
 */
export async function fetchPackages(arch: VmArch, cache: string, refresh: boolean): Promise<DebianPackage[]> {
  const apt = await privateApt(arch, cache);
  const updated = join(cache, 'apt', arch, 'updated');
  const age =
    Date.now() -
    (await stat(updated).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ));
  if (refresh || age > LISTS_FRESH_MS) {
    await apt('apt-get', ['update', '-qq', '--error-on=any']);
    await writeFile(updated, '');
  }
  const metapackage = KERNEL_METAPACKAGE[arch];
  const { stdout: depends } = await apt('apt-cache', ['depends', metapackage]);
  const [, kernel] = /Depends: (linux-image-\S+)/.exec(depends) ?? [];
  if (kernel === undefined) throw new Error(`${metapackage} depends on no kernel`);
  const names = [...Object.keys(PACKAGES), kernel].toSorted();
  const { stdout: uris } = await apt('apt-get', ['download', '--print-uris', '-qq', ...names]);
  const wanted = parseUris(uris);
  const archives = join(cache, 'packages');
  await mkdir(archives, { recursive: true });
  const absent = wanted.filter(({ file }) => !existsSync(join(archives, file)));
  if (absent.length > 0) {
    const exact = absent.map(({ name, version }) => `${name}=${version}`);
    await apt('apt-get', ['download', '-qq', ...exact], archives);
  }
  return wanted.map(({ name, version, file }) => ({ name, version, file: join(archives, file) }));
}

/** Reads `apt-get download --print-uris`: `'URI' NAME_VERSION_ARCH.deb SIZE HASH` by line. */
export function parseUris(text: string): DebianPackage[] {
  return text
    .split('\n')
    .map((line) => /^'[^']+' (\S+\.deb) /.exec(line)?.[1])
    .filter((file) => file !== undefined)
    .map((file) => {
      const [name = '', version = ''] = file.split('_');
      return { name, version: decodeURIComponent(version), file };
    });
}

type Apt = (
  tool: 'apt-get' | 'apt-cache',
  args: readonly string[],
  cwd?: string,
) => Promise<{ stdout: string }>;

async function privateApt(arch: VmArch, cache: string): Promise<Apt> {
  const root = join(cache, 'apt', arch);
  for (const folder of [
    'etc/apt.conf.d',
    'etc/preferences.d',
    'state/lists/partial',
    'cache/archives/partial',
  ]) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await writeFile(join(root, 'status'), '');
  await writeFile(join(root, 'etc/sources.list'), await sourcesList());
  const options = {
    Dir: root,
    'Dir::Etc': join(root, 'etc'),
    'Dir::State': join(root, 'state'),
    'Dir::State::status': join(root, 'status'),
    'Dir::Cache': join(root, 'cache'),
    'APT::Architecture': arch,
    'APT::Architectures': arch,
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const fixed = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  // A list keeps this option's machine-wide value out; apt reads /etc/apt only for proxies through the environment.
  return (tool, args, cwd = root) => run(tool, [...fixed, ...args], { cwd, env: { LC_ALL: 'C' } });
}

const sourceLine = (uri: string, suite: string) =>
  `deb [signed-by=${ARCHIVE_KEYRING}] ${uri} ${suite} main\n`;

async function sourcesList(): Promise<string> {
  const { main, security } = debianMirrors(await aptSources());
  return [
    ...DEBIAN_SUITES.map((suite) => sourceLine(main, suite)),
    sourceLine(security, DEBIAN_SECURITY_SUITE),
  ].join('');
}

/** The mirrors this machine uses for Debian, else Debian's own: no new host is contacted where one is set up. */
export function debianMirrors(sources: string): { main: string; security: string } {
  const uris = [...sources.matchAll(/https?:\/\/[^\s\]]+/g)].map(([uri]) => uri.replace(/\/$/, ''));
  return {
    main: uris.find((uri) => uri.endsWith('/debian')) ?? DEFAULT_MIRROR,
    security: uris.find((uri) => uri.endsWith('/debian-security')) ?? DEFAULT_SECURITY_MIRROR,
  };
}

async function aptSources(): Promise<string> {
  const folder = '/etc/apt/sources.list.d';
  const names = await readdir(folder).catch(() => []);
  const paths = [
    '/etc/apt/sources.list',
    ...names.filter((n) => /\.(list|sources)$/.test(n)).map((n) => join(folder, n)),
  ];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
  return texts
    .join('\n')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}
