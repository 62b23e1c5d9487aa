// The VM image is found where it should be and refused when a byte differs from its manifest.

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VM_IMAGE_FILES, type VmImageManifest } from '../../../main/vm-image/manifest.ts';
import { findVmImage, verifyVmImage } from '../../../main/vm-image/store.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vm-image-'));
});
afterEach(() => rm(home, { recursive: true }));

const contentOf = (name: string) => `bytes of ${name}`;

async function writeImage(dir: string, change: Partial<VmImageManifest> = {}): Promise<string> {
  await mkdir(dir, { recursive: true });
  const files = VM_IMAGE_FILES.map((name) => {
    const sha256 = createHash('sha256').update(contentOf(name)).digest('hex');
    return [name, { sha256, size: contentOf(name).length }];
  });
  const manifest = {
    schema: 1,
    arch: 'amd64',
    debian: '13',
    kernel: '6.12.1',
    engine: '26.1.5',
    version: '0123456789ab',
    cmdline: 'quiet',
    dataDiskBytes: 1024,
    files: Object.fromEntries(files),
    packages: { runc: '1.1' },
    ...change,
  };
  for (const name of VM_IMAGE_FILES) await writeFile(join(dir, name), contentOf(name));
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

const search = (env: Record<string, string> = {}) => ({
  arch: 'amd64' as const,
  env,
  appRoot: join(home, 'app'),
  slipwayHome: join(home, '.slipway'),
});

describe('finding', () => {
  test('says how to build an image when there is none', async () => {
    await expect(findVmImage(search())).rejects.toMatchObject({
      code: 'E_VM_IMAGE_MISSING',
      hint: expect.stringContaining('npm run image'),
    });
  });

  test('prefers the packaged image to the checkout’s, and that to the user’s', async () => {
    const user = await writeImage(join(home, '.slipway/images/amd64'));
    expect((await findVmImage(search())).dir).toBe(user);
    const checkout = await writeImage(join(home, 'app/dist/vm-image/amd64'));
    expect((await findVmImage(search())).dir).toBe(checkout);
    const packaged = await writeImage(join(home, 'app/vm-image/amd64'));
    expect((await findVmImage(search())).dir).toBe(packaged);
  });

  test('takes only the folder that SLIPWAY_VM_IMAGE names', async () => {
    await writeImage(join(home, 'app/vm-image/amd64'));
    const own = await writeImage(join(home, 'own'));
    const image = await findVmImage(search({ SLIPWAY_VM_IMAGE: own }));
    expect(image.paths['root.erofs']).toBe(join(own, 'root.erofs'));
    const elsewhere = search({ SLIPWAY_VM_IMAGE: join(home, 'nothing') });
    await expect(findVmImage(elsewhere)).rejects.toMatchObject({ code: 'E_VM_IMAGE_MISSING' });
  });

  test('refuses an image of another architecture, and a manifest it cannot read', async () => {
    const foreign = await writeImage(join(home, 'foreign'), { arch: 'arm64' });
    await expect(findVmImage(search({ SLIPWAY_VM_IMAGE: foreign }))).rejects.toThrow('is for arm64');
    await writeFile(join(foreign, 'manifest.json'), '{"schema":2}');
    await expect(findVmImage(search({ SLIPWAY_VM_IMAGE: foreign }))).rejects.toMatchObject({
      code: 'E_VM_IMAGE_MISMATCH',
    });
  });
});

describe('verifying', () => {
  const found = async () => {
    const own = await writeImage(join(home, 'own'));
    return findVmImage(search({ SLIPWAY_VM_IMAGE: own }));
  };
  const cache = () => join(home, 'cache');

  test('accepts what the manifest describes and remembers it', async () => {
    const image = await found();
    await verifyVmImage(image, cache());
    expect(await readdir(cache())).toHaveLength(1);
    await expect(verifyVmImage(image, cache())).resolves.toBeUndefined();
  });

  test('names the file, the digest expected and the one found when a byte differs', async () => {
    const image = await found();
    const changed = contentOf('initrd').replace('b', 'B');
    await writeFile(image.paths.initrd, changed);
    const digest = createHash('sha256').update(changed).digest('hex');
    const verified = verifyVmImage(image, cache());
    await expect(verified).rejects.toMatchObject({ code: 'E_VM_IMAGE_MISMATCH' });
    await expect(verified).rejects.toThrow(image.paths.initrd);
    await expect(verified).rejects.toThrow(image.manifest.files.initrd.sha256);
    await expect(verified).rejects.toThrow(digest);
  });

  test('looks again at a file that changed after it was found right', async () => {
    const image = await found();
    await verifyVmImage(image, cache());
    await writeFile(image.paths.kernel, contentOf('kernel').replace('b', 'B'));
    await utimes(image.paths.kernel, 1, 1);
    await expect(verifyVmImage(image, cache())).rejects.toMatchObject({ code: 'E_VM_IMAGE_MISMATCH' });
  });

  test('refuses an image with a file missing or cut short', async () => {
    const image = await found();
    await writeFile(image.paths['data.qcow2'], 'short');
    await expect(verifyVmImage(image, cache())).rejects.toThrow('found 5 bytes');
    await rm(image.paths['data.qcow2']);
    await expect(verifyVmImage(image, cache())).rejects.toThrow('found none');
  });
});
