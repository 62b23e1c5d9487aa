// The steps from packages to an image folder: kernel, initrd, root.erofs, data.qcow2, manifest.json.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { perFile, type FileDigest, type VmImageManifest } from '../main/vm-image/manifest.ts';
import { writeDataDisk, writeRootDisk } from './disks.ts';
import { initrd } from './initrd.ts';
import { writeKernel } from './kernel.ts';
import { checkLibraries } from './libraries.ts';
import { collectModules } from './modules.ts';
import type { ImageInputs } from './inputs.ts';
import { CMDLINE, DATA_DISK_BYTES, DEBIAN_RELEASE, wantedModules } from './recipe.ts';
import { rootShares, type Share } from './sizes.ts';
import { copyKept, finishRoot, unpack, writeModules } from './rootfs.ts';

/** Names the inputs of the image beside it, so that an unchanged image is not built again. */
export const INPUTS_FILE = 'inputs';

/**
 * Builds an image into `out`, replacing what was there only once the new one is whole.
 * @param stage told the name of each step as it starts
 */
export async function buildImage(
  inputs: ImageInputs,
  out: string,
  stage: (name: string) => void,
): Promise<{ manifest: VmImageManifest; shares: Share[] }> {
  await mkdir(dirname(out), { recursive: true });
  const work = await mkdtemp(`${out}.work-`);
  try {
    const image = join(work, 'image');
    await mkdir(image);
    const { release, shares } = await assemble(inputs, work, image, stage);
    stage('manifest');
    const manifest = await describe(inputs, image, release);
    await writeFile(join(image, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeFile(join(image, INPUTS_FILE), inputs.id);
    await replaceFolder(image, out);
    return { manifest, shares };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function assemble(inputs: ImageInputs, work: string, image: string, stage: (name: string) => void) {
  const { arch, packages, epochSeconds, sources } = inputs;
  const unpacked = join(work, 'packages');
  const root = join(work, 'root');
  const kernelPackage = packages.find(({ name }) => name.startsWith('linux-image-'))?.name ?? '';
  const release = kernelPackage.replace('linux-image-', '');
  const kernelFiles = join(unpacked, kernelPackage);

  stage('unpack');
  await unpack(packages, unpacked);
  stage('root');
  await copyKept(arch, unpacked, root);
  await finishRoot(root, unpacked, join(sources, 'rootfs'));
  stage('modules');
  const tree = join(kernelFiles, 'usr/lib/modules', release);
  const modules = await collectModules(wantedModules(arch), tree, join(work, 'modules'));
  await writeModules(root, release, modules);
  await checkLibraries(root);
  stage('kernel');
  await writeKernel(join(kernelFiles, 'boot', `vmlinuz-${release}`), join(image, 'kernel'), arch);
  const first = await initrd(root, join(sources, 'initrd/init'), modules, epochSeconds);
  await writeFile(join(image, 'initrd'), first);
  stage('disks');
  await writeRootDisk(root, join(image, 'root.erofs'), epochSeconds);
  await writeDataDisk(join(image, 'data.qcow2'), join(work, 'data'), epochSeconds);
  return { release, shares: await rootShares(root, 12) };
}

async function describe(inputs: ImageInputs, image: string, kernel: string): Promise<VmImageManifest> {
  const digests = perFile((name) => digest(join(image, name)));
  const files = {
    kernel: await digests.kernel,
    initrd: await digests.initrd,
    'root.erofs': await digests['root.erofs'],
    'data.qcow2': await digests['data.qcow2'],
  };
  const packages = Object.fromEntries(inputs.packages.map(({ name, version }) => [name, version]));
  const cmdline = CMDLINE[inputs.arch];
  const content = JSON.stringify([files, cmdline]);
  return {
    schema: 1,
    arch: inputs.arch,
    debian: DEBIAN_RELEASE,
    kernel,
    engine: (packages['docker.io'] ?? '').replace(/\+.*/, ''),
    version: createHash('sha256').update(content).digest('hex').slice(0, 12),
    cmdline,
    dataDiskBytes: DATA_DISK_BYTES,
    files,
    packages,
  };
}

async function digest(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex'), size: (await stat(path)).size };
}

/** Two renames: whoever has a file of the old image open keeps it. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${to}.old-${process.pid}`;
  const existed = (await readdir(dirname(to))).includes(to.slice(dirname(to).length + 1));
  if (existed) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
