// What an option of `docker run` is: a word on the line, and what it means in a RunSpec, both ways.

import type { RunSpec } from '../../../preload/contract/run-spec.ts';

/** One option: `long` without its dashes; `short` is a letter. */
export type RunOption = { long: string; short?: string; aliases?: readonly string[] } & (
  | { takes: 'nothing'; set(spec: RunSpec, on: boolean): void; isSet(spec: RunSpec): boolean }
  | {
      takes: 'value';
      /** @throws E_USAGE */
      set(spec: RunSpec, value: string): void;
      /** One for each time it is written. */
      values(spec: RunSpec): string[];
    }
);
