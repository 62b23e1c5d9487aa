// A supervisor with nothing to do ends soon, but not under the eyes of a visitor, and not because of one either.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeparture } from '../../../main/supervisor/departure.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function create() {
  const state = { isIdle: true, visitors: 0, left: 0 };
  const departure = createDeparture({
    lingerMs: 1_000,
    isIdle: () => state.isIdle,
    visitors: () => state.visitors,
    leave: () => (state.left += 1),
  });
  return { state, departure };
}

test('it leaves when its time is over, not before', () => {
  const { state, departure } = create();
  departure.soon();
  vi.advanceTimersByTime(999);
  expect(state.left).toBe(0);
  vi.advanceTimersByTime(1);
  expect(state.left).toBe(1);
});

test('it stays while somebody is inside, and leaves with the last visitor', () => {
  const { state, departure } = create();
  departure.soon();
  state.visitors = 1;
  vi.advanceTimersByTime(5_000);
  expect(state.left).toBe(0);
  state.visitors = 0;
  departure.onVisitorLeft();
  expect(state.left).toBe(1);
});

test('visitors that come and go, or stop what is stopped, do not make it stay longer', () => {
  const { state, departure } = create();
  for (let visits = 0; visits < 10; visits += 1) {
    departure.soon();
    vi.advanceTimersByTime(100);
    departure.onVisitorLeft();
  }
  expect(state.left).toBe(1);
});

test('a start in the meantime keeps it, and its time begins anew with the next stop', () => {
  const { state, departure } = create();
  departure.soon();
  state.isIdle = false;
  vi.advanceTimersByTime(5_000);
  departure.onVisitorLeft();
  expect(state.left).toBe(0);
  state.isIdle = true;
  departure.onVisitorLeft();
  expect(state.left).toBe(0);
  departure.soon();
  vi.advanceTimersByTime(999);
  expect(state.left).toBe(0);
  vi.advanceTimersByTime(1);
  expect(state.left).toBe(1);
});
