// A RunSpec, written as the `docker run` line that says the same.

import type { RunSpec } from '../../../preload/contract/run-spec.ts';
import { RUN_OPTIONS } from './options.ts';
import type { RunOption } from './run-option.ts';
import { quoteWord } from './words.ts';

/** One line, which a shell can be given as it stands. @throws E_USAGE for what no command line can say */
export function formatRunLine(spec: RunSpec): string {
  const [, ...firstArguments] = spec.entrypoint ?? [];
  const words = ['docker', 'run', ...optionWords(spec), spec.image, ...firstArguments, ...spec.command];
  return words.map(quoteWord).join(' ');
}

/** The letters that take nothing stand together, as people write them: `-dit`. */
function optionWords(spec: RunSpec): string[] {
  const letters: string[] = [];
  const others: string[] = [];
  for (const option of RUN_OPTIONS) {
    if (option.takes === 'value')
      others.push(...option.values(spec).flatMap((value) => [dashed(option), value]));
    else if (!option.isSet(spec)) continue;
    else if (option.short !== undefined) letters.push(option.short);
    else others.push(dashed(option));
  }
  return letters.length === 0 ? others : [`-${letters.join('')}`, ...others];
}

function dashed({ long, short }: RunOption): string {
  return short === undefined ? `--${long}` : `-${short}`;
}
