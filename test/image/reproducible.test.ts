// Two builds of the same packages give the same bytes.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { VM_IMAGE_FILES, VmImageManifest } from '../../main/vm-image/manifest.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-reproducible-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Builds into a folder of its own, as another user would: other time, other umask-independent place. */
async function build(name: string): Promise<VmImageManifest> {
  const out = join(folder, name);
  await run(process.execPath, ['--import', 'tsx', 'vm-images/build.ts', '--out', out], {
    env: { TZ: name === 'first' ? 'UTC' : 'Asia/Tokyo' },
  });
  return VmImageManifest.parse(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')));
}

test('two builds of the same package versions are byte-equal', async () => {
  const [first, second] = [await build('first'), await build('a-second-folder')];
  for (const name of VM_IMAGE_FILES) expect(second.files[name], name).toEqual(first.files[name]);
  expect(second).toEqual(first);
});

test('the manifest names every package with its version, and the version is its content', async () => {
  const manifest = await build('first');
  expect(manifest.packages).toMatchObject({ 'docker.io': expect.stringContaining(manifest.engine) });
  expect(Object.keys(manifest.packages)).toContain(`linux-image-${manifest.kernel}`);
});
