// Finds the VM image for this computer, checks it, and says what of it is booted.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { VmArch } from '../vm-image/manifest.ts';
import { findVmImage, verifyVmImage } from '../vm-image/store.ts';
import type { BootImage } from './parts.ts';

/** Debian's names for Node's. */
const ARCH: Readonly<Record<string, VmArch>> = { x64: 'amd64', arm64: 'arm64' };

export interface ImagePlaces {
  /** The folder of the program: a checkout, or the packaged app's resources. */
  appRoot: string;
  slipwayHome: string;
  /** Remembers which images were found right. */
  cacheFolder: string;
}

/** @throws E_VM_IMAGE_MISSING, E_VM_IMAGE_MISMATCH */
export async function findBootImage({ appRoot, slipwayHome, cacheFolder }: ImagePlaces): Promise<BootImage> {
  const arch = ARCH[process.arch];
  if (arch === undefined) {
    throw new SlipwayError('E_VM_IMAGE_MISSING', `there is no VM image for ${process.arch} processors`, {
      hint: `There are images for ${Object.values(ARCH).join(' and ')}.`,
    });
  }
  const image = await findVmImage({ arch, env: process.env, appRoot, slipwayHome });
  await verifyVmImage(image, cacheFolder);
  const { paths, manifest } = image;
  return {
    arch,
    kernel: paths.kernel,
    initrd: paths.initrd,
    rootDisk: paths['root.erofs'],
    emptyDataDisk: paths['data.qcow2'],
    cmdline: manifest.cmdline,
    description: `debian ${manifest.debian}, docker ${manifest.engine}`,
  };
}
