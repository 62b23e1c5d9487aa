// Who listens is read out of what the system tells, and no one else is blamed.

import { describe, expect, test } from 'vitest';
import { parseListeners, parseLsof } from '../../../main/lib/port-holder.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, state: string, inode: number) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;

describe('/proc/net/tcp', () => {
  test('gives the sockets that listen where 127.0.0.1 is one of the addresses', () => {
    const table =
      HEAD +
      row('0100007F:1F90', '0A', 1) +
      row('00000000:1F90', '0A', 2) +
      row('00000000000000000000000000000000:1F90', '0A', 3) +
      row('0000000000000000FFFF00000100007F:1F90', '0A', 4);
    expect(parseListeners(table, 8080)).toEqual(['socket:[1]', 'socket:[2]', 'socket:[3]', 'socket:[4]']);
  });

  test('not those of other ports, other addresses, or that only speak from there', () => {
    const table =
      HEAD +
      row('0100007F:1F91', '0A', 1) +
      row('0A00020F:1F90', '0A', 2) +
      row('0100007F:1F90', '01', 3) +
      row('00000000000000000000000001000000:1F90', '0A', 4);
    expect(parseListeners(table, 8080)).toEqual([]);
  });

  test('nothing is found in nothing', () => {
    expect(parseListeners('', 8080)).toEqual([]);
  });
});

describe('lsof', () => {
  test('names the first process', () => {
    expect(parseLsof('p501\ncControlCenter\nf9\np777\ncnode\n')).toEqual({
      pid: 501,
      program: 'ControlCenter',
    });
  });

  test('finds nobody in an empty answer', () => {
    expect(parseLsof('')).toBeUndefined();
  });
});
