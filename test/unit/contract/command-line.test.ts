// A line that is shown is the shortest that says the same.

import { expect, test } from 'vitest';
import { slipwayLine } from '../../../preload/contract/command-line.ts';
import { MachineName } from '../../../preload/contract/ids.ts';

test.each([
  ['default', 'slipway env'],
  ['work', 'slipway env --machine work'],
])('of machine %s', (name, line) => {
  expect(slipwayLine('env', MachineName.parse(name))).toBe(line);
});
