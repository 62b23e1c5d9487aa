// Shows a build as it runs: each step as it ends, what runs now below them on a terminal, all that is printed in a pipe.

import type { BuildEvent, BuildLogPiece, BuildOutcome, BuildStep } from '../../preload/contract/builds.ts';
import { missLine } from './cache-miss.ts';
import { bytesText } from './figures.ts';
import { createMovingLines, type MovingLines } from './moving-lines.ts';
import { pad, plain, seconds } from './output.ts';
import { colouredText } from './show-text.ts';
import { createStepLogs } from './step-logs.ts';
import type { Terminal } from './terminal.ts';

const NAME_WIDTH = 60;
/** The builder's own steps are told of when they are long. */
const LONG_MS = 1000;
const SETTLED = new Set<BuildStep['state']>(['done', 'cached', 'failed', 'cancelled']);
const MARKS = { done: '✔', cached: '•', failed: '✖', cancelled: '-', running: ' ', waiting: ' ' } as const;
const COLOURS = { done: 'green', cached: 'cyan', failed: 'red', cancelled: 'dim' } as const;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const FRAME_MS = 100;

export interface BuildShown {
  outcome: BuildOutcome;
  steps: BuildStep[];
  /** The last lines each step printed. */
  logs: ReadonlyMap<string, readonly string[]>;
}

/** Follows a build to its end. */
export async function showBuild(
  terminal: Terminal,
  events: AsyncIterable<BuildEvent>,
  now: () => number = Date.now,
): Promise<BuildShown> {
  const view = new BuildView(terminal, now);
  try {
    for await (const event of events) {
      if (event.kind !== 'ended') {
        view.show(event);
        continue;
      }
      view.settleAll();
      return view.shown(event.outcome);
    }
  } finally {
    view.stop();
  }
  return view.shown({ kind: 'cancelled' });
}

class BuildView {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #steps = new Map<string, BuildStep>();
  readonly #beganMs = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #logs = createStepLogs();
  readonly #moving: MovingLines;
  #context = '';

  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
    this.#moving = createMovingLines(terminal, () => this.#draw());
  }

  show(event: Exclude<BuildEvent, { kind: 'ended' }>): void {
    if (event.kind === 'steps') this.#showSteps(event.steps);
    else if (event.kind === 'log') this.#showLog(event.pieces);
    else if (event.kind === 'warnings') {
      for (const { text, line } of event.warnings) {
        const place = line === undefined ? '' : `line ${line}: `;
        this.#moving.above(`${this.#terminal.paint('yellow', '!')} ${place}${plain(text)}`);
      }
    } else if (event.kind === 'miss') this.#moving.above(missLine(event.miss));
    else {
      const { sentBytes, files, complete } = event.progress;
      this.#context = complete || sentBytes === 0 ? '' : `  ${bytesText(sentBytes)} sent, ${files} files`;
    }
  }

  /** The build is over: so is each of its steps. */
  settleAll(): void {
    for (const step of inOrder(this.#steps)) if (SETTLED.has(step.state)) this.#settle(step);
  }

  shown(outcome: BuildOutcome): BuildShown {
    return { outcome, steps: [...this.#steps.values()], logs: this.#logs.all() };
  }

  stop(): void {
    this.#moving.stop();
  }

  #showSteps(steps: readonly BuildStep[]): void {
    for (const step of steps) {
      this.#steps.set(step.id, step);
      if (step.state === 'running' && !this.#beganMs.has(step.id)) this.#beganMs.set(step.id, this.#now());
    }
    for (const step of inOrder(this.#steps)) if (isOver(step, this.#steps)) this.#settle(step);
  }

  #settle(step: BuildStep): void {
    if (this.#told.has(step.id)) return;
    this.#told.add(step.id);
    if (isWorthTelling(step)) this.#moving.above(settledLine(this.#terminal, step));
  }

  #showLog(pieces: readonly BuildLogPiece[]): void {
    const isPipe = this.#terminal.errColumns() === undefined;
    for (const { step, text } of pieces) {
      const lines = this.#logs.take(step, text);
      const name = shortName(this.#steps.get(step)?.name ?? '');
      if (isPipe) for (const line of lines) this.#moving.above(`  ${name} ${colouredText(line)}`);
    }
  }

  #draw(): string[] {
    const nowMs = this.#now();
    const running = [...this.#steps.values()].filter(({ state }) => state === 'running');
    const lines = running.map((step) => {
      const ms = nowMs - (this.#beganMs.get(step.id) ?? nowMs);
      return runningLine(step, ms, this.#logs.last(step.id), nowMs);
    });
    return this.#context === '' ? lines : [this.#context, ...lines];
  }
}

/** BuildKit tells of a whole graph at once, from its end. */
function inOrder(steps: ReadonlyMap<string, BuildStep>): BuildStep[] {
  return [...steps.values()].sort((one, other) => (one.lines?.from ?? 0) - (other.lines?.from ?? 0));
}

/** What is fetched is looked up first and fetched later: it has ended twice. Only what needs it knows that it has come. */
function isOver(step: BuildStep, steps: ReadonlyMap<string, BuildStep>): boolean {
  if (!SETTLED.has(step.state)) return false;
  if (step.state !== 'done' || !/^\[[^\]]*\] FROM |^\[internal\]/.test(step.name)) return true;
  return [...steps.values()].some(
    ({ inputs, state, name }) =>
      state !== 'waiting' && (inputs.includes(step.id) || name.startsWith('exporting')),
  );
}

function isWorthTelling(step: BuildStep): boolean {
  if (step.lines !== undefined) return step.state !== 'cancelled' || step.startedMs !== undefined;
  return step.state === 'failed' || (step.state === 'done' && durationOf(step) >= LONG_MS);
}

function durationOf({ startedMs, endedMs }: BuildStep): number {
  return startedMs === undefined || endedMs === undefined ? 0 : endedMs - startedMs;
}

/** `✔ [2/4] RUN make                                    12.3 s` */
export function settledLine(terminal: Pick<Terminal, 'paint'>, step: BuildStep): string {
  const { state } = step;
  const colour = state === 'waiting' || state === 'running' ? 'dim' : COLOURS[state];
  const time =
    state === 'cached' ? 'cached' : state === 'cancelled' ? 'cancelled' : seconds(durationOf(step));
  return `${terminal.paint(colour, MARKS[state])} ${pad(fit(step.name), NAME_WIDTH)}  ${time.padStart(9)}`;
}

function runningLine(step: BuildStep, ms: number, log: string | undefined, nowMs: number): string {
  const frame = FRAMES[Math.floor(nowMs / FRAME_MS) % FRAMES.length] ?? FRAMES[0];
  const part = step.parts.find(({ ended, totalBytes }) => !ended && totalBytes !== undefined);
  const progress =
    part === undefined ? '' : `  ${bytesText(part.doneBytes)} of ${bytesText(part.totalBytes ?? 0)}`;
  const said = log === undefined ? '' : `  ${plain(log)}`;
  return `${frame} ${pad(fit(step.name), NAME_WIDTH)}  ${seconds(ms).padStart(9)}${progress}${said}`;
}

/** One line of a name that may be a whole script. */
function fit(name: string): string {
  const line = plain(name).replaceAll(/\s+/g, ' ');
  const characters = Array.from(line);
  return characters.length <= NAME_WIDTH ? line : `${characters.slice(0, NAME_WIDTH - 1).join('')}…`;
}

/** `[build 2/4]`, before each line that the step prints. */
function shortName(name: string): string {
  return /^\[[^\]]*\]/.exec(plain(name))?.[0] ?? '';
}
