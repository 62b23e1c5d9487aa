// An engine that hangs is told from a question that takes long; it is asked only while somebody wants to know.

import { describe, expect, test } from 'vitest';
import { Pulse, type Pinger, type PulseTimes } from '../../../main/engine/pulse.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { EngineHealth } from '../../../preload/contract/machines.ts';

const TIMES: PulseTimes = {
  firstMs: 1,
  everyMs: 1,
  againMs: 1,
  pingMs: 60_000,
  patienceMs: 30,
  changePatienceMs: 60,
};

/** An engine whose pings are answered, or not, as the test says. */
function fakePinger() {
  let isSilent = false;
  let isGone = false;
  let rested = () => {};
  const waiting = new Set<() => void>();
  const whenRested = new Promise<void>((resolve) => (rested = resolve));
  let pings = 0;
  const pinger: Pinger = {
    ask: (signal) => {
      pings += 1;
      if (isGone) return Promise.reject(new SlipwayError('E_ENGINE_UNREACHABLE', 'ECONNREFUSED'));
      if (!isSilent) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => reject(new SlipwayError('E_CANCELLED', 'left')));
      });
    },
    rest: () => rested(),
  };
  return {
    pinger,
    whenRested,
    pings: () => pings,
    hang: () => void (isSilent = true),
    leave: () => void (isGone = true),
    goOn: () => {
      isSilent = false;
      isGone = false;
      for (const answer of waiting) answer();
      waiting.clear();
    },
  };
}

const pulseOf = (pinger: Pinger) => new Pulse('tcp://127.0.0.1:1', pinger, TIMES);

describe('a watcher', () => {
  test('is told when the engine falls silent, since when and what to do, and when it is back', async () => {
    const engine = fakePinger();
    const leaving = new AbortController();
    const told: EngineHealth[] = [];
    for await (const health of pulseOf(engine.pinger).watch(leaving.signal)) {
      told.push(health);
      if (told.length === 1) engine.hang();
      if (told.length === 2) engine.goOn();
      if (told.length === 3) leaving.abort();
    }
    expect(told).toEqual([
      { kind: 'answers' },
      {
        kind: 'fails',
        sinceMs: expect.any(Number),
        error: {
          code: 'E_ENGINE_SILENT',
          message: 'the engine at tcp://127.0.0.1:1 is not responding',
          hint: expect.stringContaining('slipway logs engine'),
        },
      },
      { kind: 'answers' },
    ]);
  });

  test('that comes while the engine is silent is told at once', async () => {
    const engine = fakePinger();
    engine.hang();
    const pulse = pulseOf(engine.pinger);
    const leaving = new AbortController();
    const first = pulse.watch(leaving.signal);
    await first.next();
    const pings = engine.pings();
    expect((await pulse.watch(leaving.signal).next()).value).toMatchObject({ kind: 'fails' });
    expect(engine.pings()).toBe(pings);
    leaving.abort();
  });

  test('is told that nobody listens there, where that is so', async () => {
    const engine = fakePinger();
    engine.leave();
    const leaving = new AbortController();
    const health = await pulseOf(engine.pinger).watch(leaving.signal).next();
    expect(health.value).toMatchObject({ kind: 'fails', error: { code: 'E_ENGINE_UNREACHABLE' } });
    leaving.abort();
  });
});

describe('a question under way', () => {
  test('is given up when the engine falls silent, and one that changes something later', async () => {
    const engine = fakePinger();
    engine.hang();
    const pulse = pulseOf(engine.pinger);
    const given: string[] = [];
    const failed = (changes: boolean) =>
      new Promise<SlipwayError>((resolve) => {
        pulse.attend(changes, (error) => {
          given.push(changes ? 'change' : 'look');
          resolve(error);
        });
      });
    const [change, look] = await Promise.all([failed(true), failed(false)]);
    expect(given).toEqual(['look', 'change']);
    expect([look.code, change.code]).toEqual(['E_ENGINE_SILENT', 'E_ENGINE_SILENT']);
  });

  test('may take long where pings are answered', async () => {
    const engine = fakePinger();
    const pulse = pulseOf(engine.pinger);
    let failure: unknown;
    const done = pulse.attend(false, (error) => (failure = error));
    const leaving = new AbortController();
    // A hundred pings are several patiences.
    for await (const _ of pulse.watch(leaving.signal)) break;
    await expect.poll(() => engine.pings(), { timeout: 5000, interval: 5 }).toBeGreaterThan(100);
    expect(failure).toBeUndefined();
    done();
  });

  test('costs no pings once it is answered', async () => {
    const engine = fakePinger();
    pulseOf(engine.pinger).attend(false, () => {})();
    await engine.whenRested;
    expect(engine.pings()).toBe(0);
  });
});
