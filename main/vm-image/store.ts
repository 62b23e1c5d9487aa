// Finds the VM image for an architecture and checks its files before their first use.

import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { makePrivateFolder, readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { VM_IMAGE_FILES, perFile, VmImageManifest, type VmArch, type VmImageFile } from './manifest.ts';

/** Large enough that a gigabyte a second goes through it. */
const READ_BYTES = 1024 * 1024;

export interface VmImage {
  /** The folder that holds the manifest and the files. */
  dir: string;
  manifest: VmImageManifest;
  paths: Readonly<Record<VmImageFile, string>>;
}

export interface VmImageSearch {
  arch: VmArch;
  /** SLIPWAY_VM_IMAGE names a folder that goes before all others. */
  env: Readonly<Record<string, string | undefined>>;
  /** The folder of the program: a checkout, or the packaged app's resources. */
  appRoot: string;
  /** The user's folder of machines, `~/.slipway`. */
  slipwayHome: string;
}

/**
 * The first image there is: the one SLIPWAY_VM_IMAGE names, the packaged one, the checkout's, the user's own.
 * @throws E_VM_IMAGE_MISSING when there is none, or when the one that was named is not one for this architecture
 */
export async function findVmImage({ arch, env, appRoot, slipwayHome }: VmImageSearch): Promise<VmImage> {
  const named = env['SLIPWAY_VM_IMAGE'];
  const folders =
    named === undefined || named === ''
      ? [
          join(appRoot, 'vm-image', arch),
          join(appRoot, 'dist/vm-image', arch),
          join(slipwayHome, 'images', arch),
        ]
      : [named];
  for (const dir of folders) {
    const image = await openImage(dir, arch);
    if (image !== undefined) return image;
  }
  throw new SlipwayError('E_VM_IMAGE_MISSING', `no VM image for ${arch} in ${folders.join(', ')}`, {
    hint: 'Build it with `npm run image`, or name its folder in SLIPWAY_VM_IMAGE.',
  });
}

async function openImage(dir: string, arch: VmArch): Promise<VmImage | undefined> {
  const text = await readTextIfPresent(join(dir, 'manifest.json'));
  if (text === undefined) return undefined;
  const manifest = parseManifest(dir, text);
  if (manifest.arch !== arch) {
    throw new SlipwayError(
      'E_VM_IMAGE_MISSING',
      `the VM image in ${dir} is for ${manifest.arch}, not ${arch}`,
      {
        hint: `Build one with \`npm run image -- --arch ${arch}\`.`,
      },
    );
  }
  return { dir, manifest, paths: perFile((name) => join(dir, name)) };
}

function parseManifest(dir: string, text: string): VmImageManifest {
  try {
    return VmImageManifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new SlipwayError(
      'E_VM_IMAGE_MISMATCH',
      `${join(dir, 'manifest.json')} is not a manifest we can read`,
      {
        hint: 'Build the VM image again with `npm run image -- --force`.',
        cause,
      },
    );
  }
}

/**
 * Checks each file's size and sha256 against the manifest. A file once found right is not read again while its size,
 * time and inode stay the same.
 * @param cacheDir where verdicts are remembered, made if absent
 * @throws E_VM_IMAGE_MISMATCH naming the file, the digest expected and the one found
 */
export async function verifyVmImage(image: VmImage, cacheDir: string): Promise<void> {
  const verdictPath = join(cacheDir, `vm-image-${image.manifest.version}-${image.manifest.arch}.json`);
  const prints = await Promise.all(VM_IMAGE_FILES.map((name) => fingerprint(image, name)));
  const verdict = JSON.stringify({ files: image.manifest.files, prints });
  if ((await readTextIfPresent(verdictPath)) === verdict) return;
  for (const name of VM_IMAGE_FILES) await verifyFile(image, name);
  await makePrivateFolder(cacheDir);
  await writeFileAtomic(verdictPath, verdict);
}

async function fingerprint(image: VmImage, name: VmImageFile): Promise<string> {
  const { size, mtimeMs, ino } = await stat(image.paths[name]).catch((cause: unknown) => {
    throw mismatch(image, name, 'a file', 'none', cause);
  });
  return `${image.paths[name]} ${size} ${mtimeMs} ${ino}`;
}

async function verifyFile(image: VmImage, name: VmImageFile): Promise<void> {
  const expected = image.manifest.files[name];
  const { size } = await stat(image.paths[name]);
  if (size !== expected.size) throw mismatch(image, name, `${expected.size} bytes`, `${size} bytes`);
  const found = await sha256Of(image.paths[name]);
  if (found !== expected.sha256) throw mismatch(image, name, `sha256 ${expected.sha256}`, found);
}

/** One buffer for the whole file: a stream's would leave 30 MB behind in a supervisor that lives for months. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function mismatch(image: VmImage, name: VmImageFile, expected: string, found: string, cause?: unknown) {
  return new SlipwayError(
    'E_VM_IMAGE_MISMATCH',
    `${image.paths[name]} is not what its manifest says: expected ${expected}, found ${found}`,
    { hint: 'Build the VM image again with `npm run image -- --force`.', cause },
  );
}
