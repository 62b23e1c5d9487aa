// A list tells since when a container is in its state, of the words the engine has for it.

import { expect, test } from 'vitest';
import { sinceOf } from '../../../../main/engine/containers/since.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

test.each([
  ['Up 2 hours (healthy)', 7200],
  ['Up Less than a second', 0],
  ['Up About a minute (Paused)', 60],
  ['Up About an hour', 3600],
  ['Exited (137) 3 days ago', 3 * 86_400],
  ['Restarting (1) 5 seconds ago', 5],
])('%s', (status, seconds) => {
  expect(sinceOf(status, NOW)).toBe(NOW - seconds * 1000);
});

test.each(['Created', 'Dead', 'Removal In Progress', ''])('%j tells no time', (status) => {
  expect(sinceOf(status, NOW)).toBeUndefined();
});
