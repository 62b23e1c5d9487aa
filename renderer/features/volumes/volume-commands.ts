// What is done to volumes here, as lines for the terminal. Pure.

import { shellLine } from '../../client/shell-line.ts';

export const volumeCommand = {
  create: (name: string, labels: Readonly<Record<string, string>> = {}) => {
    const options = Object.entries(labels).flatMap(([label, value]) => ['--label', `${label}=${value}`]);
    return shellLine(['docker', 'volume', 'create', ...options, name]);
  },
  remove: (names: readonly string[]) => shellLine(['docker', 'volume', 'rm', ...names]),
  prune: (all: boolean) => shellLine(['docker', 'volume', 'prune', '--force', ...(all ? ['--all'] : [])]),
  inspect: (name: string) => shellLine(['docker', 'volume', 'inspect', name]),
  sizes: () => 'docker system df --verbose',
  files: (name: string, path: string) =>
    shellLine(['docker', 'run', '--rm', '-v', `${name}:/volume`, 'busybox', 'ls', '-la', `/volume${path}`]),
  backUp: (name: string, to: string) =>
    `${shellLine(['docker', 'run', '--rm', '-v', `${name}:/volume`, 'busybox', 'tar', '-C', '/volume', '-c', '.'])} > ${shellLine([to])}`,
  restore: (name: string, from: string) =>
    `${shellLine(['docker', 'run', '--rm', '-i', '-v', `${name}:/volume`, 'busybox', 'tar', '-C', '/volume', '-x'])} < ${shellLine([from])}`,
};
