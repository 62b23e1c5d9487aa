// The verbs of `slipway build`.

import type { Verb } from '../command.ts';

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
};
