// A pid file that outlived its process must never get a stranger killed.

import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  identify,
  isSameProcess,
  killIfSame,
  parseProcStat,
  parsePs,
} from '../../../main/lib/process-identity.ts';

afterEach(() => vi.restoreAllMocks());

const linux = process.platform === 'linux';
const FIELDS_4_TO_21 = '1 100 100 0 -1 4194304 100 0 0 0 5 3 0 0 20 0 1 0';

describe('the start time in /proc/PID/stat', () => {
  it('is field 22', () => {
    expect(parseProcStat(`42 (sleep) S ${FIELDS_4_TO_21} 987654 3000 90`)).toBe('987654');
  });

  it('is found behind a program name full of spaces and parentheses', () => {
    expect(parseProcStat(`42 (a) S 1 (b) R ${FIELDS_4_TO_21} 987654 3000 90`)).toBe('987654');
  });

  it('is not there for a process that has ended and waits to be reaped', () => {
    expect(parseProcStat(`42 (sleep) Z ${FIELDS_4_TO_21} 987654 0 0`)).toBeUndefined();
  });
});

describe('the start time that ps tells', () => {
  it('is the whole date', () => {
    expect(parsePs('Ss   Fri Jan  2 03:04:05 2026\n')).toBe('Fri Jan 2 03:04:05 2026');
  });

  it('is not there for nobody, nor for a zombie', () => {
    expect(parsePs('\n')).toBeUndefined();
    expect(parsePs('Z   Fri Jan  2 03:04:05 2026\n')).toBeUndefined();
  });
});

describe.runIf(linux)('a process', () => {
  it('is known again as itself', async () => {
    const self = await identify(process.pid);
    expect(self?.pid).toBe(process.pid);
    expect(self && (await isSameProcess(self))).toBe(true);
  });

  it('that nobody runs has no identity', async () => {
    expect(await identify(2 ** 22 + 1)).toBeUndefined();
  });

  it('is signalled when it is the one that was meant', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const self = await identify(process.pid);
    expect(self && (await killIfSame(self, 'SIGKILL'))).toBe(true);
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });

  it.each([
    ['got the number later', { startedAt: '1' }],
    ['got the number after a reboot', { bootId: 'another boot' }],
  ])('that %s is never signalled', async (_why, other) => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const self = await identify(process.pid);
    expect(self && (await killIfSame({ ...self, ...other }, 'SIGKILL'))).toBe(false);
    expect(kill).not.toHaveBeenCalled();
  });
});
