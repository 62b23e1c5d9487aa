// Starts a machine before a person's eyes; used by up, restart and reset.

import { startMachine, stopMachine, type StartedMachine } from '../app/lifecycle.ts';
import { detectShell } from '../env/detect.ts';
import { formatExports, loadCommand } from '../env/shells.ts';
import type { MachineWishes } from '../machine/config.ts';
import type { CommandInput } from './command.ts';
import { json, plain } from './output.ts';
import { bootTimeoutOf } from './sizes.ts';
import { createStageDisplay } from './stages.ts';
import { stoppedLine } from './stopped.ts';
import { slipwayLine } from '../../preload/contract/command-line.ts';

/** What `up` ends with. DOCKER_MACHINE_NAME is for prompts and comes with `env`. */
const SHOWN = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'] as const;

/** What a shell says of a program that Ctrl-C ended: 128 and SIGINT's number. */
const INTERRUPTED = 130;

/** Stops, then starts. */
export async function stopAndStart(input: CommandInput, how: { force: boolean }): Promise<void> {
  const { app, terminal, machine } = input;
  terminal.err(stoppedLine(machine, await stopMachine(app, machine, how)));
  await start(input);
}

/** Starts a machine: stages as they happen, then the exports. */
export async function start(input: CommandInput, settings: MachineWishes = {}): Promise<void> {
  const { app, terminal, machine } = input;
  const timeout = bootTimeoutOf(input);
  const stages = createStageDisplay(terminal);
  const forgetInterrupt = terminal.onInterrupt(() => {
    stages.end(true);
    terminal.err(`machine ${machine} goes on starting; ${slipwayLine('down', machine)} stops it`);
    terminal.exit(INTERRUPTED);
  });
  let succeeded = false;
  try {
    const started = await startMachine(app, machine, {
      settings,
      ...timeout,
      onEvent: stages.show,
      onNotice: stages.note,
    });
    succeeded = true;
    stages.end(true);
    if (input.json) terminal.out(json(summary(input, started)));
    else await showExports(input, started);
  } finally {
    forgetInterrupt();
    if (!succeeded) stages.end(false);
  }
}

function summary({ machine }: CommandInput, { config, status, environment, context }: StartedMachine) {
  return {
    name: machine,
    uuid: config.uuid,
    ports: status.ports,
    accelerator: status.accelerator,
    env: environment.variables,
    ...('name' in context ? { context: context.name } : {}),
  };
}

/** Only the exports are data; the words around them go to people. So `eval "$(slipway up)"` works as well. */
async function showExports(input: CommandInput, started: StartedMachine): Promise<void> {
  const { terminal, machine } = input;
  const { environment, context } = started;
  if (started.wasRunning) terminal.err(`machine ${machine} is running already`);
  if ('problem' in context) terminal.err(`${terminal.paint('yellow', '!')} ${plain(context.problem)}`);
  if (environment.shell === 'set') {
    return terminal.err('\nYour environment variables are already set correctly.');
  }
  const shell = await detectShell({ env: terminal.env });
  const variables = Object.fromEntries(SHOWN.map((name) => [name, environment.variables[name]]));
  terminal.err('\nTo connect the Docker client to the Docker daemon, please set:');
  terminal.out(formatExports(shell, variables).trimEnd().replaceAll(/^/gm, '    '));
  const use = 'name' in context ? `     Or: docker context use ${context.name}` : '';
  terminal.err(`\nOr run: ${loadCommand(shell, slipwayLine('env', machine))}${use}`);
}
