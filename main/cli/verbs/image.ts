// The verbs of `slipway image`.

import type { Verb } from '../command.ts';

const LIST = {
  summary: 'the images the engine has',
  printsData: true,
  load: () => import('../commands/image-ls.ts'),
};

export const IMAGE: Verb = {
  ...LIST,
  name: 'image',
  summary: 'list images, or pull, push, tag, save, load and remove them: image pull',
  verbs: [
    { ...LIST, name: 'ls', alias: 'list' },
    {
      name: 'pull',
      words: '<image...>',
      summary: 'get images from their registry',
      options: [['--platform <name>', 'for example linux/arm64; else the machine’s own']],
      printsData: true,
      load: () => import('../commands/image-pull.ts'),
    },
    {
      name: 'push',
      words: '<image...>',
      summary: 'send images to the registry their names say',
      printsData: true,
      load: () => import('../commands/image-push.ts'),
    },
    {
      name: 'tag',
      words: '<image> <name>',
      summary: 'give an image one more name',
      load: () => import('../commands/image-tag.ts'),
    },
    {
      name: 'rm',
      words: '<image...>',
      summary: 'take images away, by name or id',
      options: [['-f, --force', 'also with several names, or with a stopped container made of it']],
      printsData: true,
      load: () => import('../commands/image-rm.ts'),
    },
    {
      name: 'prune',
      summary: 'remove images without a name',
      options: [
        ['-a, --all', 'all that no container was made of'],
        ['-y, --yes', 'do not ask'],
      ],
      printsData: true,
      load: () => import('../commands/image-prune.ts'),
    },
    {
      name: 'history',
      words: '<image>',
      summary: 'the steps an image was made in',
      printsData: true,
      load: () => import('../commands/image-history.ts'),
    },
    {
      name: 'inspect',
      words: '<image...>',
      summary: 'all the engine knows of images, as JSON',
      printsData: true,
      load: () => import('../commands/image-inspect.ts'),
    },
    {
      name: 'save',
      words: '<image...>',
      summary: 'write images to a tar file',
      options: [['-o, --output <file>', 'which file; nothing is overwritten']],
      load: () => import('../commands/image-save.ts'),
    },
    {
      name: 'load',
      words: '<file>',
      summary: 'read the images of a tar file that save wrote',
      printsData: true,
      load: () => import('../commands/image-load.ts'),
    },
    {
      name: 'import',
      words: '<file> <name>',
      summary: 'make an image of a tar file with a root file system',
      load: () => import('../commands/image-import.ts'),
    },
  ],
};
