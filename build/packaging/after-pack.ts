// What is done to each package between its filling and its signing: the VM image goes in, an Electron's leftovers go out.

import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, type AfterPackContext } from 'electron-builder';
import { VM_IMAGE_FILES, type VmArch } from '../../main/vm-image/manifest.ts';

/** Debian's names for electron-builder's. */
const VM_ARCH: ReadonlyMap<Arch, VmArch> = new Map([
  [Arch.x64, 'amd64'],
  [Arch.arm64, 'arm64'],
]);

/** What an Electron that was an app before brings along; ours is in app.asar. */
const LEFTOVERS = ['app', 'default_app.asar', 'login.html', 'package.json'];

/** @throws where there is no VM image for the package's architecture */
export async function afterPack({ arch, appOutDir, packager }: AfterPackContext): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir);
  for (const name of LEFTOVERS) await rm(join(resources, name), { recursive: true, force: true });
  await addVmImage(VM_ARCH.get(arch), resources);
}

async function addVmImage(arch: VmArch | undefined, resources: string): Promise<void> {
  if (arch === undefined) throw new Error('there are VM images for x64 and arm64 only');
  const image = join('dist/vm-image', arch);
  if (!existsSync(join(image, 'manifest.json'))) {
    throw new Error(`no VM image for ${arch} in ${image}; build it: npm run image -- --arch ${arch}`);
  }
  for (const name of ['manifest.json', ...VM_IMAGE_FILES]) {
    await cp(join(image, name), join(resources, 'vm-image', arch, name));
  }
}
