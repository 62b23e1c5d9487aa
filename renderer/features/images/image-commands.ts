// What is done to images here, as lines for the terminal. Pure.

import { shellLine } from '../../client/shell-line.ts';

export const imageCommand = {
  pull: (image: string, platform = '') =>
    shellLine(['docker', 'pull', ...(platform === '' ? [] : ['--platform', platform]), image]),
  push: (image: string) => shellLine(['docker', 'push', image]),
  run: (image: string) => shellLine(['docker', 'run', '-d', image]),
  tag: (image: string, as: string) => shellLine(['docker', 'tag', image, as]),
  remove: (images: readonly string[], force: boolean) =>
    shellLine(['docker', 'rmi', ...(force ? ['--force'] : []), ...images]),
  prune: (all: boolean) => shellLine(['docker', 'image', 'prune', '--force', ...(all ? ['--all'] : [])]),
  save: (images: readonly string[], to: string) => shellLine(['docker', 'save', '--output', to, ...images]),
  load: (from: string) => shellLine(['docker', 'load', '--input', from]),
  import: (from: string, as: string) => shellLine(['docker', 'import', from, as]),
};
