// The programs the builder runs, and the Debian package that has each.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { SlipwayError } from '../preload/contract/errors.ts';

const TOOLS: Readonly<Record<string, string>> = {
  'apt-get': 'apt',
  'apt-cache': 'apt',
  'dpkg-deb': 'dpkg',
  'mkfs.erofs': 'erofs-utils',
  mke2fs: 'e2fsprogs',
  'qemu-img': 'qemu-utils',
  xz: 'xz-utils',
  zstd: 'zstd',
};

export const ARCHIVE_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Where mke2fs and mkfs.erofs live; not on every user's PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];

/** PATH with the system's folders. */
export function toolPath(path = ''): string {
  return [...path.split(':').filter((folder) => folder !== ''), ...SYSTEM_FOLDERS].join(':');
}

/**
 * @param path PATH as of `toolPath`
 * @throws E_TOOL_MISSING naming all that are absent and the command that installs them
 */
export async function checkTools(platform: NodeJS.Platform, path: string): Promise<void> {
  if (platform !== 'linux') {
    throw new SlipwayError('E_TOOL_MISSING', `the VM image is built on Linux; this is ${platform}`, {
      hint: 'Build it on a Debian machine (or in a container) and copy dist/vm-image here.',
    });
  }
  const folders = path.split(':');
  const absent: string[] = [];
  for (const tool of Object.keys(TOOLS)) {
    const found = await Promise.all(folders.map((folder) => readable(join(folder, tool), constants.X_OK)));
    if (!found.includes(true)) absent.push(tool);
  }
  const packages = absent.map((tool) => TOOLS[tool] ?? tool);
  if (!(await readable(ARCHIVE_KEYRING, constants.R_OK))) {
    absent.push(ARCHIVE_KEYRING);
    packages.push('debian-archive-keyring');
  }
  if (absent.length === 0) return;
  throw new SlipwayError('E_TOOL_MISSING', `the VM image's builder needs ${absent.join(', ')}`, {
    hint: `On Debian: apt-get install ${[...new Set(packages)].join(' ')}`,
  });
}

async function readable(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
