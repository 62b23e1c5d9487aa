// A build that runs or ran just now, for everybody who follows it: what it told so far, and what it tells next.

import type {
  BuildEvent,
  BuildLogPiece,
  BuildOutcome,
  BuildStep,
  BuildWarning,
  CacheMiss,
  ContextProgress,
} from '../../../preload/contract/builds.ts';
import { createBell, type Bell } from '../../../preload/rpc/bell.ts';

/** Of the log; beyond it the oldest pieces go. BuildKit itself keeps 2 MiB of each step. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;
/** In one message: a wire takes no longer ones. */
const MOST_PIECES = 500;
const MOST_STEPS = 200;

export class BuildRun {
  readonly #steps = new Map<string, { step: BuildStep; revision: number }>();
  readonly #warnings: BuildWarning[] = [];
  #pieces: BuildLogPiece[] = [];
  #keptCharacters = 0;
  /** Pieces that have gone already. */
  #gone = 0;
  #context: { progress: ContextProgress; revision: number } | undefined;
  #miss: CacheMiss | undefined;
  #outcome: BuildOutcome | undefined;
  #revision = 0;
  readonly #bells = new Set<Bell>();

  get outcome(): BuildOutcome | undefined {
    return this.#outcome;
  }

  steps(): BuildStep[] {
    return [...this.#steps.values()].map(({ step }) => step);
  }

  warnings(): readonly BuildWarning[] {
    return this.#warnings;
  }

  pieces(): readonly BuildLogPiece[] {
    return this.#pieces;
  }

  noteSteps(steps: readonly BuildStep[]): void {
    this.#revision += 1;
    for (const step of steps) this.#steps.set(step.id, { step, revision: this.#revision });
    this.#ring();
  }

  noteLog(pieces: readonly BuildLogPiece[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#keptCharacters += piece.text.length;
    }
    let surplus = 0;
    while (this.#keptCharacters > KEPT_CHARACTERS && surplus < this.#pieces.length - 1) {
      this.#keptCharacters -= this.#pieces[surplus]?.text.length ?? 0;
      surplus += 1;
    }
    if (surplus > 0) this.#pieces = this.#pieces.slice(surplus);
    this.#gone += surplus;
    this.#ring();
  }

  noteWarnings(warnings: readonly BuildWarning[]): void {
    this.#warnings.push(...warnings);
    this.#ring();
  }

  noteContext(progress: ContextProgress): void {
    this.#revision += 1;
    this.#context = { progress: { ...progress }, revision: this.#revision };
    this.#ring();
  }

  /** @param miss why the first step that ran did not come from the cache */
  end(outcome: BuildOutcome, miss?: CacheMiss): void {
    this.#miss = miss;
    this.#outcome ??= outcome;
    this.#ring();
  }

  /** All so far, then what comes, as fast as it is taken: a slow follower sees a step as it stands, not all it went through. */
  async *follow(signal: AbortSignal): AsyncGenerator<BuildEvent> {
    const bell = createBell();
    this.#bells.add(bell);
    const wake = () => bell.ring();
    signal.addEventListener('abort', wake, { once: true });
    const seen = { revision: 0, piece: 0, warning: 0 };
    try {
      while (!signal.aborted) {
        const outcome = this.#outcome;
        const news = this.#newsSince(seen);
        if (news.length > 0) yield* news;
        // The outcome comes last: what was told before it must have been given away.
        if (outcome !== undefined) {
          if (this.#miss !== undefined) yield { kind: 'miss', miss: this.#miss };
          return yield { kind: 'ended', outcome };
        }
        if (news.length === 0) await bell.heard();
      }
    } finally {
      this.#bells.delete(bell);
      signal.removeEventListener('abort', wake);
    }
  }

  #newsSince(seen: { revision: number; piece: number; warning: number }): BuildEvent[] {
    const events: BuildEvent[] = [];
    const changed = [...this.#steps.values()].filter(({ revision }) => revision > seen.revision);
    for (let from = 0; from < changed.length; from += MOST_STEPS) {
      const steps = changed.slice(from, from + MOST_STEPS).map(({ step }) => step);
      events.push({ kind: 'steps', steps });
    }
    if (this.#context !== undefined && this.#context.revision > seen.revision) {
      events.push({ kind: 'context', progress: this.#context.progress });
    }
    const lostPieces = Math.max(0, this.#gone - seen.piece);
    const pieces = this.#pieces.slice(Math.max(0, seen.piece - this.#gone));
    for (let from = 0; from < pieces.length; from += MOST_PIECES) {
      const some = pieces.slice(from, from + MOST_PIECES);
      events.push({ kind: 'log', pieces: some, lostPieces: from === 0 ? lostPieces : 0 });
    }
    const warnings = this.#warnings.slice(seen.warning);
    if (warnings.length > 0) events.push({ kind: 'warnings', warnings });
    seen.revision = this.#revision;
    seen.piece = this.#gone + this.#pieces.length;
    seen.warning = this.#warnings.length;
    return events;
  }

  #ring(): void {
    for (const bell of this.#bells) bell.ring();
  }
}
