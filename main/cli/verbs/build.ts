// The verbs of `slipway build`.

import type { Verb } from '../command.ts';

const LIST = {
  summary: 'the builds that were kept, the newest first',
  printsData: true,
  load: () => import('../commands/build-ls.ts'),
} satisfies Partial<Verb>;

const CACHE = {
  summary: 'what the builder keeps, the largest first',
  printsData: true,
  load: () => import('../commands/build-cache-ls.ts'),
} satisfies Partial<Verb>;

export const BUILD: Verb = {
  name: 'build',
  words: '[folder]',
  summary: 'build an image of a folder or of a commit: build -t app:1 .',
  options: [
    ['-f, --file <file>', 'the Dockerfile; it may lie outside of the folder'],
    ['-t, --tag <name...>', 'a name for the image'],
    [
      '--commit <revision>',
      'the folder as a commit of git has it; names without a tag get the commit’s and the branch’s',
    ],
    ['--dirty', 'with --commit HEAD: the files as they are, though they were changed; the tag says so'],
    ['--target <stage>', 'up to this stage'],
    ['--build-arg <name=value...>', 'a value for an ARG'],
    ['--label <name=value...>', 'a label for the image'],
    ['--secret <id=name,src=file...>', 'for RUN --mount=type=secret; env=VARIABLE instead of a file'],
    ['--platform <name>', 'for example linux/arm64; else the machine’s own'],
    ['--no-cache', 'run every step'],
    ['--pull', 'look for newer base images'],
    ['--cache-from <image...>', 'an image whose steps may be taken over'],
    ['--add-host <name:address...>', 'one more host that RUN can find'],
    ['--classic', 'by the builder that came before BuildKit'],
  ],
  printsData: true,
  load: () => import('../commands/build.ts'),
  verbs: [
    { ...LIST, name: 'ls', alias: 'list' },
    {
      name: 'show',
      words: '<build>',
      summary: 'one build once more: its steps, why they ran, what they printed',
      printsData: true,
      load: () => import('../commands/build-show.ts'),
    },
    {
      name: 'again',
      words: '<build>',
      summary: 'build what a kept build was asked for',
      printsData: true,
      load: () => import('../commands/build-again.ts'),
    },
    {
      name: 'rm',
      words: '<build...>',
      summary: 'forget builds; their images stay',
      load: () => import('../commands/build-rm.ts'),
    },
    {
      ...CACHE,
      name: 'cache',
      summary: 'list what the builder keeps, or free some of it: build cache prune',
      verbs: [
        { ...CACHE, name: 'ls', alias: 'list' },
        {
          name: 'prune',
          words: '[entry...]',
          summary: 'free what no image is made of, or the entries that are named',
          options: [
            ['-a, --all', 'what images are made of too: their next build runs every step'],
            ['--unused-for <time>', 'only what was not used for so long, for example 48h'],
            ['--keep <size>', 'so much may stay, for example 2g'],
            ['-y, --yes', 'do not ask'],
          ],
          printsData: true,
          load: () => import('../commands/build-cache-prune.ts'),
        },
      ],
    },
  ],
};
