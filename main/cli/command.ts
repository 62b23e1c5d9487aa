// What a verb is: how it is written on the command line, and what its command is given when it runs.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { App } from '../app/app.ts';
import type { Terminal } from './terminal.ts';

/** Everything a command may use. */
export interface CommandInput {
  app: App;
  terminal: Terminal;
  /** Of --machine, else SLIPWAY_MACHINE, else `default`. */
  machine: MachineName;
  /** Whether data is wanted as JSON. */
  json: boolean;
  /** The words after the verb. */
  args: readonly string[];
  /** Whether an option without a value was given, by its long name: `flag('yes')`. */
  flag: (name: string) => boolean;
  /** Whether an option that begins with `no-` was given: `denied('proxy')` for --no-proxy. */
  denied: (name: string) => boolean;
  /** The value of an option, by its name in camel case: `value('bootTimeout')`. */
  value: (name: string) => string | undefined;
  /** Every value of an option that may be given several times, as `--label <name=value...>` says. */
  values: (name: string) => readonly string[];
}

/** Runs a verb; a number is the exit code, nothing is success. */
export type RunCommand = (input: CommandInput) => Promise<number | void>;

/** One verb of the command line, without its code: that is loaded only when the verb is used. */
export interface Verb {
  name: string;
  /** boot2docker's other word for it. */
  alias?: string;
  /** The words it takes, as commander writes them: `<required>`, `[optional]`, `[more...]`. */
  words?: string;
  summary: string;
  options?: readonly (readonly [flags: string, meaning: string])[];
  /** Whether it prints data, and therefore takes --json. */
  printsData?: boolean;
  /** Whether it is about one machine, and therefore takes --machine; most are. */
  ofNoMachine?: boolean;
  /** Whether options after its first word belong to that word. */
  passesThrough?: boolean;
  /** Whether it reads all its words itself, options too, from the first that is neither --machine nor --json. */
  readsItsOptions?: boolean;
  load: () => Promise<{ run: RunCommand }>;
  verbs?: readonly Verb[];
}
