// Which programs each task needs, and the package that brings each on Debian and with Homebrew.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Requirement
 * @property {string} tool the program as it is called
 * @property {string} debian Debian's package
 * @property {string} [brew] Homebrew's formula; none where macOS brings the program or the task needs Linux
 * @typedef {'run' | 'image' | 'test' | 'bench'} Task
 * @typedef {{ tools: string[], install: string[] }} Missing
 */

/** @type {Record<string, Requirement>} QEMU by Node's name of the processor */
const QEMU = {
  x64: { tool: 'qemu-system-x86_64', debian: 'qemu-system-x86', brew: 'qemu' },
  arm64: { tool: 'qemu-system-aarch64', debian: 'qemu-system-arm', brew: 'qemu' },
};

/** @type {Record<Exclude<Task, 'run'>, Requirement[]>} */
const TOOLS = {
  image: [
    { tool: 'mkfs.erofs', debian: 'erofs-utils' },
    { tool: 'mke2fs', debian: 'e2fsprogs' },
    { tool: 'cpio', debian: 'cpio' },
    { tool: 'depmod', debian: 'kmod' },
    { tool: 'zstd', debian: 'zstd' },
    { tool: 'xz', debian: 'xz-utils' },
  ],
  test: [
    { tool: 'docker', debian: 'docker.io', brew: 'docker' },
    { tool: 'openssl', debian: 'openssl', brew: 'openssl' },
    { tool: 'busybox', debian: 'busybox-static' },
    { tool: 'ssh-keygen', debian: 'openssh-client' },
    { tool: 'dropbearkey', debian: 'dropbear-bin', brew: 'dropbear' },
    { tool: 'zsh', debian: 'zsh' },
    { tool: 'fish', debian: 'fish', brew: 'fish' },
    { tool: 'tcsh', debian: 'tcsh' },
    { tool: 'emacs', debian: 'emacs-nox', brew: 'emacs' },
    { tool: 'shellcheck', debian: 'shellcheck', brew: 'shellcheck' },
    { tool: 'setpriv', debian: 'util-linux' },
    { tool: 'chromium', debian: 'chromium' },
    { tool: 'Xvfb', debian: 'xvfb' },
  ],
  bench: [{ tool: 'mmdebstrap', debian: 'mmdebstrap' }],
};

/**
 * The programs a task needs on this processor.
 * @param {Task} task
 * @param {string} processor Node's `process.arch`
 * @returns {Requirement[]}
 */
export function requirementsOf(task, processor) {
  if (task !== 'run') return TOOLS[task];
  const qemu = QEMU[processor];
  if (qemu === undefined) throw new Error(`Slipway runs on x64 and arm64, not on ${processor}.`);
  return [qemu, { tool: 'qemu-img', debian: 'qemu-utils', brew: 'qemu' }];
}

/**
 * What of it is not there yet, and the packages that bring it.
 * @param {Requirement[]} requirements
 * @param {'debian' | 'brew'} source
 * @param {(tool: string) => boolean} isPresent
 * @returns {Missing}
 */
export function missing(requirements, source, isPresent) {
  const absent = requirements.filter(({ tool, [source]: name }) => name !== undefined && !isPresent(tool));
  return {
    tools: absent.map(({ tool }) => tool),
    install: [...new Set(absent.flatMap(({ [source]: name }) => name ?? []))].sort(),
  };
}

/**
 * Whether a program is on PATH, or in the folders of system programs that a user's PATH may lack.
 * @param {string} tool
 */
export function isOnPath(tool) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
