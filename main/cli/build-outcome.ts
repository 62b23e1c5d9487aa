// Says how a build ended: the image; or the Dockerfile with the lines that failed, what the step printed, and its exit code.

import type { BuildFailure, BuildStep } from '../../preload/contract/builds.ts';
import { ERROR_EXIT, EXIT } from '../../preload/contract/errors.ts';
import type { BuildShown } from './build-display.ts';
import { showError } from './errors.ts';
import { fromWireError } from '../../preload/contract/errors.ts';
import { shortId } from './figures.ts';
import type { CommandInput } from './command.ts';
import { json, plain, seconds } from './output.ts';
import { colouredText } from './show-text.ts';
import type { Terminal } from './terminal.ts';

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;
/** Of what the failed step printed. */
const SHOWN_LINES = 40;

/** @returns the exit code */
export function showBuildOutcome(
  { terminal, json: asJson }: Pick<CommandInput, 'terminal' | 'json'>,
  build: string,
  shown: BuildShown,
  tookMs: number,
): number {
  const { outcome, steps } = shown;
  if (asJson) terminal.out(json(asData(build, shown)));
  if (outcome.kind === 'cancelled') {
    if (!asJson) terminal.err('the build was cancelled');
    return INTERRUPTED;
  }
  if (outcome.kind === 'built') {
    if (asJson) return EXIT.ok;
    const names = outcome.tags.length === 0 ? [outcome.image] : outcome.tags;
    for (const name of names) terminal.out(plain(name));
    terminal.err(
      `${terminal.paint('green', '✔')} ${shortId(outcome.image)} in ${seconds(tookMs)}${cachedText(steps)}`,
    );
    return EXIT.ok;
  }
  const error = fromWireError(outcome.failure.error);
  if (!asJson) {
    showFailure(terminal, outcome.failure, shown);
    showError(terminal, error, false);
  }
  return ERROR_EXIT[error.code];
}

function cachedText(steps: readonly BuildStep[]): string {
  const counted = steps.filter(({ lines, name }) => lines !== undefined && !/\] FROM /.test(name));
  const cached = counted.filter(({ state }) => state === 'cached').length;
  return counted.length === 0 ? '' : `, ${cached} of ${counted.length} steps from the cache`;
}

function showFailure(terminal: Terminal, failure: BuildFailure, { steps, logs }: BuildShown): void {
  const { source, step, exitCode } = failure;
  const lines = step === undefined ? [] : (logs.get(step) ?? []);
  for (const line of lines.slice(-SHOWN_LINES)) terminal.err(`  ${colouredText(line)}`);
  if (source !== undefined) {
    terminal.err(`${plain(source.file)}:${source.from}`);
    for (const line of sourceLines(terminal, source)) terminal.err(line);
  }
  const name = steps.find(({ id }) => id === step)?.name;
  if (name !== undefined && exitCode !== undefined) {
    terminal.err(`${plain(name).split('\n')[0] ?? ''} ended with exit code ${exitCode}`);
  }
}

/** The failing lines have a `>` before their number. */
export function sourceLines(
  terminal: Pick<Terminal, 'paint'>,
  { from, to, firstLine, lines }: NonNullable<BuildFailure['source']>,
): string[] {
  const width = String(firstLine + lines.length - 1).length;
  return lines.map((line, index) => {
    const number = firstLine + index;
    const isMarked = number >= from && number <= to;
    const text = `${isMarked ? '>' : ' '} ${String(number).padStart(width)} | ${plain(line)}`.trimEnd();
    return isMarked ? terminal.paint('red', text) : text;
  });
}

function asData(build: string, { outcome, steps }: BuildShown): object {
  const told = steps.map(({ name, state, startedMs, endedMs, lines }) => ({
    name,
    state,
    ...(startedMs === undefined || endedMs === undefined ? {} : { ms: Math.round(endedMs - startedMs) }),
    ...(lines === undefined ? {} : { lines }),
  }));
  if (outcome.kind === 'built') return { build, image: outcome.image, tags: outcome.tags, steps: told };
  if (outcome.kind === 'cancelled') {
    return { build, error: { code: 'E_CANCELLED', message: 'the build was cancelled' }, steps: told };
  }
  const { error, ...rest } = outcome.failure;
  return { build, error, failure: rest, steps: told };
}
