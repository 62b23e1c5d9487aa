// Whether an engine answers: it is asked now and then while somebody waits for it or watches it, and never otherwise.

import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineHealth } from '../../preload/contract/machines.ts';
import { SlipwayError, toWireError } from '../../preload/contract/errors.ts';
import { createBell } from '../../preload/rpc/bell.ts';

export interface PulseTimes {
  /** A question that is answered sooner costs no ping. */
  firstMs: number;
  /** Between an answer and the next ping. */
  everyMs: number;
  /** Between a ping that was refused and the next. */
  againMs: number;
  /** A ping that hangs is asked anew after so long: its connection may be gone. */
  pingMs: number;
  /** An engine that works answers in milliseconds, under emulation and load in a second or two. */
  patienceMs: number;
  /** What changes something is given up later: nobody knows then whether it was done. */
  changePatienceMs: number;
}

const TIMES: PulseTimes = {
  firstMs: 500,
  everyMs: 1000,
  againMs: 500,
  pingMs: 15_000,
  patienceMs: 3000,
  changePatienceMs: 15_000,
};

/** The one question that costs an engine nothing. */
export interface Pinger {
  /** Settles with the answer; rejects with an error of ours, also by the signal. */
  ask(signal: AbortSignal): Promise<void>;
  /** Nobody wants to know any more. */
  rest(): void;
}

interface Attendant {
  readonly patienceMs: number;
  onFailure(error: SlipwayError, sinceMs: number): void;
  onAnswer(): void;
  /** Told of the failure that lasts. */
  isTold: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Pulse {
  readonly #address: string;
  readonly #pinger: Pinger;
  readonly #times: PulseTimes;
  readonly #attendants = new Set<Attendant>();
  #isAsking = false;
  /** Ends the ping under way, and the wait for the next one. */
  #leaving = new AbortController();
  /** By the steady clock: when the first of the pings was asked that have not been answered; undefined after an answer. */
  #askedMs: number | undefined;
  #heardMs = 0;
  /** What the last ping failed with, if it did not just hang. */
  #refusal: SlipwayError | undefined;

  constructor(address: string, pinger: Pinger, times: PulseTimes = TIMES) {
    this.#address = address;
    this.#pinger = pinger;
    this.#times = times;
  }

  /** Something came from the engine: whatever a ping does, it lives. */
  heard(): void {
    this.#heardMs = performance.now();
  }

  /**
   * Looks after a question under way, however long it takes.
   * @param changes whether it changes something
   * @param onFailure told once if the engine as a whole says nothing for too long
   * @returns to be called when the question is answered
   */
  attend(changes: boolean, onFailure: (error: SlipwayError) => void): () => void {
    const { patienceMs, changePatienceMs } = this.#times;
    return this.#add(changes ? changePatienceMs : patienceMs, onFailure, () => {});
  }

  /** How the engine is, once it is known, and whenever it changes. */
  async *watch(signal: AbortSignal): AsyncGenerator<EngineHealth> {
    const bell = createBell();
    const news: EngineHealth[] = [];
    let told: EngineHealth['kind'] | undefined;
    const tell = (health: EngineHealth) => {
      if (told === 'answers' && health.kind === 'answers') return;
      told = health.kind;
      news.push(health);
      bell.ring();
    };
    const leave = this.#add(
      this.#times.patienceMs,
      (error, sinceMs) => tell({ kind: 'fails', sinceMs, error: toWireError(error) }),
      () => tell({ kind: 'answers' }),
    );
    const wake = () => bell.ring();
    signal.addEventListener('abort', wake, { once: true });
    try {
      while (!signal.aborted) {
        const next = news.shift();
        if (next === undefined) await bell.heard();
        else yield next;
      }
    } finally {
      signal.removeEventListener('abort', wake);
      leave();
    }
  }

  #add(patienceMs: number, onFailure: Attendant['onFailure'], onAnswer: () => void): () => void {
    const attendant: Attendant = { patienceMs, onFailure, onAnswer, isTold: false, timer: undefined };
    this.#attendants.add(attendant);
    this.#arm(attendant);
    void this.#askWhileWanted();
    return () => {
      clearTimeout(attendant.timer);
      this.#attendants.delete(attendant);
      if (this.#attendants.size === 0) this.#leaving.abort();
    };
  }

  /** Waits until the attendant's patience is over; anew where something was heard since. */
  #arm(attendant: Attendant): void {
    clearTimeout(attendant.timer);
    if (this.#askedMs === undefined || attendant.isTold) return;
    const sinceMs = Math.max(this.#askedMs, this.#heardMs);
    const waitMs = sinceMs + attendant.patienceMs - performance.now();
    attendant.timer = setTimeout(
      () => {
        if (waitMs > 0) return this.#arm(attendant);
        attendant.isTold = true;
        attendant.onFailure(this.#refusal ?? this.#silence(), Date.now() - performance.now() + sinceMs);
      },
      Math.max(0, waitMs),
    );
  }

  #silence(): SlipwayError {
    return new SlipwayError('E_ENGINE_SILENT', `the engine at ${this.#address} is not responding`, {
      hint: 'It may be busy: it is waited for. slipway logs engine shows its last words; slipway restart starts its machine anew.',
    });
  }

  async #askWhileWanted(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    let waitMs = this.#times.firstMs;
    while (!signal.aborted) {
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) break;
      waitMs = (await this.#askOnce(signal)) ? this.#times.everyMs : this.#times.againMs;
    }
    this.#isAsking = false;
    this.#askedMs = undefined;
    this.#pinger.rest();
    if (this.#attendants.size > 0) void this.#askWhileWanted();
  }

  /** @returns whether it was answered */
  async #askOnce(leaving: AbortSignal): Promise<boolean> {
    const deadline = AbortSignal.timeout(this.#times.pingMs);
    if (this.#askedMs === undefined) {
      this.#askedMs = performance.now();
      for (const attendant of this.#attendants) this.#arm(attendant);
    }
    try {
      await this.#pinger.ask(AbortSignal.any([leaving, deadline]));
    } catch (thrown) {
      this.#refusal = thrown instanceof SlipwayError && !deadline.aborted ? thrown : undefined;
      return false;
    }
    this.#askedMs = undefined;
    this.#refusal = undefined;
    this.heard();
    for (const attendant of this.#attendants) {
      clearTimeout(attendant.timer);
      attendant.isTold = false;
      attendant.onAnswer();
    }
    return true;
  }
}
