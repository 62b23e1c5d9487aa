// Which ports of the host appear for which published ports.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareForwards, wantedForwards } from '../../../main/forward/rules.ts';

const tcp = (port: number, address = '0.0.0.0') => ({ address, port, protocol: 'tcp' });
const same = (port: number) => ({ hostPort: port, guestPort: port });

describe('what containers publish', () => {
  test('appears on the host under the same number', () => {
    expect(wantedForwards([tcp(8080), tcp(80)])).toEqual([same(80), same(8080)]);
  });

  test('for IPv4 and IPv6 is one forward', () => {
    expect(wantedForwards([tcp(8080), tcp(8080, '::')])).toEqual([same(8080)]);
  });

  test("never leads to the guest's own SSH server or engine", () => {
    expect(wantedForwards([tcp(22), tcp(2376), tcp(2376, '::')])).toEqual([]);
  });

  test('by UDP is left for later', () => {
    expect(wantedForwards([{ address: '0.0.0.0', port: 53, protocol: 'udp' }])).toEqual([]);
  });

  test("on the guest's loopback alone appears too, as it would without a VM", () => {
    expect(wantedForwards([tcp(9000, '127.0.0.1')])).toEqual([same(9000)]);
  });
});

describe('from one set of forwards to another', () => {
  test('only the difference is touched', () => {
    const moved = compareForwards([same(1), same(2)], [same(2), same(3)]);
    expect(moved).toEqual({ add: [same(3)], remove: [same(1)] });
  });

  test('always ends at what is wanted, and there is nothing left to do then', () => {
    const forwards = fc.uniqueArray(fc.integer({ min: 1, max: 20 })).map((ports) => ports.map(same));
    fc.assert(
      fc.property(forwards, forwards, (present, wanted) => {
        const { add, remove } = compareForwards(present, wanted);
        const after = [...present.filter((forward) => !remove.includes(forward)), ...add];
        expect(compareForwards(after, wanted)).toEqual({ add: [], remove: [] });
        expect(new Set(after.map(({ hostPort }) => hostPort))).toEqual(
          new Set(wanted.map(({ hostPort }) => hostPort)),
        );
      }),
    );
  });
});
