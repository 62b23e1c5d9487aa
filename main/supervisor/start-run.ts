// One start as those see it who wait for it: what happened so far, what happens next, how it ended.

import type { StartStage, StartEvent } from '../../preload/contract/machines.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';

export class StartRun {
  readonly #events: StartEvent[] = [];
  readonly #cancelling = new AbortController();
  readonly #onStage: (stage: StartStage) => void;
  #current: StartStage = 'image';
  #next = createTurn();
  #outcome: { failure?: unknown } | undefined;
  /** Settles when the start has ended, well or not; never rejects. */
  readonly settled: Promise<void>;

  /**
   * Begins a start.
   * @param work does it, and rejects with why it failed
   * @param onStage told of each stage as it begins
   */
  constructor(work: (run: StartRun) => Promise<void>, onStage: (stage: StartStage) => void) {
    this.#onStage = onStage;
    this.settled = this.#carryOut(work);
  }

  get signal(): AbortSignal {
    return this.#cancelling.signal;
  }

  /** Ends the start; it then fails with what the work throws. */
  cancel(): void {
    this.#cancelling.abort();
  }

  /** Does a stage, measured; the work gives the text that it ends with. @throws E_CANCELLED once cancelled */
  async stage<T>(stage: StartStage, work: () => Promise<{ text: string; value: T }>): Promise<T> {
    if (this.signal.aborted) throw new SlipwayError('E_CANCELLED', 'the start was stopped');
    const beganMs = performance.now();
    this.#current = stage;
    this.#onStage(stage);
    this.#tell({ kind: 'began', stage });
    const { text, value } = await work();
    this.#tell({ kind: 'done', stage, text, ms: performance.now() - beganMs });
    return value;
  }

  step(name: string, sinceSpawnMs: number): void {
    this.#tell({ kind: 'step', stage: this.#current, name, sinceSpawnMs });
  }

  notice({ code, text }: { code: string; text: string }): void {
    this.#tell({ kind: 'notice', stage: this.#current, code, text });
  }

  /** Everything from the beginning, whenever one comes. @throws what the start failed with */
  async *follow(): AsyncGenerator<StartEvent> {
    for (let seen = 0; ;) {
      const event = this.#events[seen];
      if (event !== undefined) {
        seen += 1;
        yield event;
      } else if (this.#outcome === undefined) {
        await this.#next.came;
      } else if ('failure' in this.#outcome) {
        throw this.#outcome.failure;
      } else {
        return;
      }
    }
  }

  async #carryOut(work: (run: StartRun) => Promise<void>): Promise<void> {
    try {
      await work(this);
      this.#outcome = {};
    } catch (failure) {
      this.#outcome = { failure };
    }
    this.#next.come();
  }

  #tell(event: StartEvent): void {
    this.#events.push(event);
    const turn = this.#next;
    this.#next = createTurn();
    turn.come();
  }
}

interface Turn {
  came: Promise<void>;
  come(): void;
}

function createTurn(): Turn {
  let come: (() => void) | undefined;
  const came = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { came, come: () => come?.() };
}
