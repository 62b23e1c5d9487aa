// Builds commander's program out of the verbs: options where they belong, usage errors as ours, code loaded when used.

import { Command, CommanderError } from 'commander';
import type { MachineName } from '../../preload/contract/ids.ts';
import { EXIT } from '../../preload/contract/errors.ts';
import type { App } from '../app/app.ts';
import { VERSION } from '../lib/version.ts';
import { DEFAULT_MACHINE } from '../../preload/contract/command-line.ts';
import { parseMachineName } from '../machine/name.ts';
import type { CommandInput, Verb } from './command.ts';
import { showError, exitCodeOf } from './errors.ts';
import type { Terminal } from './terminal.ts';
import { VERBS } from './verbs.ts';

type Options = Readonly<Record<string, unknown>>;

/**
 * Runs one command line to its end.
 * @param argv the words after the program's name
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal, app: App): Promise<number> {
  let exitCode: number = EXIT.ok;
  let asJson = argv.includes('--json');
  const program = describeProgram(terminal);
  const act = (verb: Verb) => async (command: Command) => {
    const { run } = await verb.load();
    const input = inputOf(command, terminal, app);
    // The words of a command in a container, or in the guest, may hold a --json that is not ours.
    asJson = input.json;
    exitCode = (await run(input)) ?? EXIT.ok;
  };
  for (const verb of VERBS) addVerb(program, verb, act);
  try {
    // Commander would misread argv inside Electron; from: 'user' keeps it from looking.
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help and usage have been shown by commander itself.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
    showError(terminal, thrown, asJson);
    return exitCodeOf(thrown);
  }
}

function describeProgram(terminal: Terminal): Command {
  const program = new Command('slipway')
    .description('A Docker engine from one command.')
    .version(VERSION, '-V, --version', 'the version of Slipway')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd().replace(/^error:/, 'slipway:')),
    })
    .showHelpAfterError('  slipway help shows every verb.')
    .showSuggestionAfterError();
  return addMachineOption(program);
}

function addVerb(
  parent: Command,
  verb: Verb,
  act: (verb: Verb) => (command: Command) => Promise<void>,
): void {
  const command = parent.command(verb.words === undefined ? verb.name : `${verb.name} ${verb.words}`);
  command.summary(verb.summary).description(verb.summary);
  if (verb.alias !== undefined) command.alias(verb.alias);
  if (verb.passesThrough === true) command.passThroughOptions();
  // `-m` and `-h` of `docker run` mean memory and hostname.
  if (verb.readsItsOptions === true) command.passThroughOptions().allowUnknownOption().helpOption('--help');
  if (verb.ofNoMachine !== true) addMachineOption(command, verb.readsItsOptions === true ? '' : '-m, ');
  if (verb.printsData === true) command.option('--json', 'print data as JSON');
  for (const [flags, meaning] of verb.options ?? []) addOption(command, flags, meaning);
  command.action(async () => act(verb)(command));
  for (const inner of verb.verbs ?? []) addVerb(command, inner, act);
}

/** A variadic option of commander's would take the words after its value as well; ours is given again instead. */
function addOption(command: Command, flags: string, meaning: string): void {
  if (!flags.endsWith('...>')) return void command.option(flags, meaning);
  command.option(flags.replace('...', ''), `${meaning}; may be given again`, collect);
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function addMachineOption(command: Command, short = '-m, '): Command {
  return command.option(
    `${short}--machine <name>`,
    `which machine (default: SLIPWAY_MACHINE, else ${DEFAULT_MACHINE})`,
  );
}

function inputOf(command: Command, terminal: Terminal, app: App): CommandInput {
  const options: Options = command.optsWithGlobals();
  return {
    app,
    terminal,
    machine: machineOf(options, terminal.env),
    json: options['json'] === true,
    args: command.args,
    flag: (name) => options[name] === true,
    denied: (name) => options[name] === false,
    value: (name) => textOf(options[name]),
    values: (name) => textsOf(options[name]),
  };
}

/** @throws E_NAME_INVALID */
function machineOf(options: Options, env: Terminal['env']): MachineName {
  return parseMachineName(textOf(options['machine']) ?? (env['SLIPWAY_MACHINE'] || DEFAULT_MACHINE));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
