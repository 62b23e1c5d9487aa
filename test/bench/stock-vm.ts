// Builds the stock VM's disk, once: Debian's packages installed by mmdebstrap, ext4, kernel and initramfs as they come.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { certificateFiles, swapCertificates, type CertificatePaths } from '../../main/certs/files.ts';
import { issueSet } from '../../main/certs/issue.ts';
import { run } from '../../main/lib/exec.ts';
import { makePrivateFolder } from '../../main/lib/files.ts';
import { ensureSshKeys, sshFiles, type SshPaths } from '../../main/ssh/keys.ts';
import type { VmArch } from '../../main/vm-image/manifest.ts';
import { debianMirrors } from '../../vm-images/packages.ts';
import { DEBIAN_SECURITY_SUITE, DEBIAN_SUITES } from '../../vm-images/recipe.ts';
import * as recipe from './stock-recipe.ts';

/** A stock VM on disk, and the keys to it. */
export interface StockVm extends CertificatePaths, SshPaths {
  kernel: string;
  initrd: string;
  /** Never booted: every machine begins as a copy of it. */
  disk: string;
  /** The same disk as one would download it: compressed qcow2. */
  download: string;
}

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const BUILD_TIMEOUT_MS = 30 * 60_000;

/** Where the bench keeps what is costly to make; never in the checkout. */
export function benchCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'slipway', 'bench');
}

/**
 * The stock VM of this recipe; builds it where it is not there yet.
 * @param arch of this computer: packages are installed, so their programs must run here
 * @param tell gets a line before each long step
 * @throws E_NO_PERMISSION without root, E_TOOL_FAILED with the words of the tool
 */
export async function stockVm(arch: VmArch, tell: (line: string) => void): Promise<StockVm> {
  const folder = join(benchCache(), `stock-${arch}-${recipeDigest()}`);
  if (!existsSync(folder)) {
    assertCanBuild();
    const building = `${folder}.building`;
    await rm(building, { recursive: true, force: true });
    await makePrivateFolder(building);
    await build(arch, stockVmIn(building), tell);
    await rename(building, folder);
  }
  return stockVmIn(folder);
}

function stockVmIn(folder: string): StockVm {
  return {
    folder,
    certs: join(folder, 'certs'),
    authority: join(folder, 'authority'),
    ssh: join(folder, 'ssh'),
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd.img'),
    disk: join(folder, 'disk.qcow2'),
    download: join(folder, 'download.qcow2'),
  };
}

/** Packages move on while the recipe stays; a stock VM of another month is still one, and its certificates hold a year. */
function recipeDigest(): string {
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12);
}

function assertCanBuild(): void {
  if (process.platform === 'linux' && process.getuid?.() === 0) return;
  throw new SlipwayError('E_NO_PERMISSION', 'the stock VM can be built by root on Linux only', {
    hint: 'Its files belong to many users. Run the bench as root once; later runs need no root.',
  });
}

async function build(arch: VmArch, vm: StockVm, tell: (line: string) => void): Promise<void> {
  const root = join(vm.folder, 'root');
  tell('stock VM: installing Debian packages (about a minute)');
  await installPackages(arch, root, join(vm.folder, 'sources.list'));
  await configure(root, vm);
  await takeOut(join(root, 'boot'), 'vmlinuz-', vm.kernel);
  await takeOut(join(root, 'boot'), 'initrd.img-', vm.initrd);
  tell('stock VM: making its disk');
  await makeDisks(root, vm, join(vm.folder, 'disk.raw'));
}

async function installPackages(arch: VmArch, root: string, sources: string): Promise<void> {
  await writeFile(sources, await sourcesList());
  const include = `--include=${[recipe.STOCK_KERNEL[arch], ...recipe.STOCK_PACKAGES].join(',')}`;
  const args = ['--mode=root', '--variant=important', include, DEBIAN_SUITES[0], root, sources];
  await run('mmdebstrap', args, { timeoutMs: BUILD_TIMEOUT_MS });
  await run('chroot', [root, 'dpkg', '--purge', ...recipe.STOCK_REMOVED]);
  await run('chroot', [root, 'systemctl', 'enable', ...recipe.STOCK_UNITS]);
}

/** The same Debian as our image is made of, from the mirror this computer uses already. */
async function sourcesList(): Promise<string> {
  const targets = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
  const { main, security } = debianMirrors((await run('apt-get', targets)).stdout);
  const line = (uri: string, suite: string) => `deb [signed-by=${KEYRING}] ${uri} ${suite} main\n`;
  return [...DEBIAN_SUITES.map((suite) => line(main, suite)), line(security, DEBIAN_SECURITY_SUITE)].join('');
}

/** Puts in what cloud-init would: names, network, our SSH key; and the engine's certificates. */
async function configure(root: string, vm: StockVm): Promise<void> {
  for (const [path, text] of Object.entries(recipe.STOCK_FILES)) await place(root, path, text);
  const set = await issueSet('stock', new Date());
  await swapCertificates(vm, set);
  const files = certificateFiles(vm);
  for (const name of ['ca', 'server', 'serverKey'] as const) {
    await place(root, recipe.STOCK_CERTIFICATES[name], await readFile(files[name], 'utf8'), 0o600);
  }
  await ensureSshKeys(vm, { port: 22 });
  const { clientPublic, hostPublic } = sshFiles(vm);
  await place(root, '/root/.ssh/authorized_keys', await readFile(clientPublic, 'utf8'), 0o600);
  // Its own host key, made when openssh-server was installed, is the one to pin.
  await copyFile(join(root, 'etc/ssh/ssh_host_ed25519_key.pub'), hostPublic);
}

async function place(root: string, path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true, mode: mode === 0o644 ? 0o755 : 0o700 });
  await writeFile(join(root, path), text, { mode });
}

async function takeOut(folder: string, prefix: string, target: string): Promise<void> {
  const name = (await readdir(folder)).find((entry) => entry.startsWith(prefix));
  if (name === undefined) throw new Error(`Debian's kernel package left no ${prefix}* in /boot`);
  await copyFile(join(folder, name), target);
}

async function makeDisks(root: string, vm: StockVm, raw: string): Promise<void> {
  // Nothing is left for the guest's kernel to initialise in the background while it is measured.
  const extended = 'lazy_itable_init=0,lazy_journal_init=0';
  const format = ['-q', '-t', 'ext4', '-U', recipe.STOCK_ROOT_UUID, '-E', extended];
  await run('mke2fs', [...format, '-d', root, raw, `${recipe.STOCK_DISK_GIB}G`]);
  await rm(root, { recursive: true });
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, vm.disk]);
  await rm(raw);
  const compressed = ['-c', '-o', 'compression_type=zstd'];
  await run('qemu-img', ['convert', '-O', 'qcow2', ...compressed, vm.disk, vm.download]);
}
