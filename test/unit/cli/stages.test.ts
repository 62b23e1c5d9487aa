// How a start is shown: lines in a pipe, a moving line on a terminal.

import type { StartEvent } from '../../../preload/contract/machines.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStageDisplay, stageLine } from '../../../main/cli/stages.ts';
import { fakeTerminal } from '../../fakes/terminal.ts';

const boot: StartEvent[] = [
  { kind: 'began', stage: 'boot' },
  { kind: 'step', stage: 'boot', name: 'kernel', sinceSpawnMs: 2300 },
  { kind: 'notice', stage: 'boot', code: 'E_PORT_BUSY', text: 'port 2376 is taken; 23760 is used' },
  { kind: 'done', stage: 'boot', text: 'kernel, network, disk', ms: 6210 },
];

describe('stageLine', () => {
  it('reads as the design shows it', () => {
    expect(stageLine('✔', 'image', 'debian 13, docker 26.1.5', 104)).toBe(
      '✔ VM image     debian 13, docker 26.1.5                    0.1 s',
    );
    expect(stageLine('✔', 'boot', 'kernel, network, disk', 6210)).toBe(
      '✔ boot         kernel, network, disk                       6.2 s',
    );
  });

  it('leaves out a time that says nothing', () => {
    expect(stageLine('✔', 'accelerator', 'tcg', 3)).toBe('✔ accelerator  tcg');
  });
});

describe('in a pipe', () => {
  it('writes one plain line for each thing that is settled', () => {
    const terminal = fakeTerminal();
    const display = createStageDisplay(terminal);
    for (const event of boot) display.show(event);
    display.end(true);
    expect(terminal.said.err).toBe(
      '! boot         port 2376 is taken; 23760 is used\n' +
        '✔ boot         kernel, network, disk                       6.2 s\n',
    );
    expect(terminal.said.out).toBe('');
  });

  it('marks the stage a start failed in', () => {
    const terminal = fakeTerminal();
    let nowMs = 0;
    const display = createStageDisplay(terminal, () => nowMs);
    display.show({ kind: 'began', stage: 'boot' });
    display.show({ kind: 'step', stage: 'boot', name: 'kernel', sinceSpawnMs: 1 });
    nowMs = 90_000;
    display.end(false);
    expect(terminal.said.err).toBe('✖ boot         kernel                                     90.0 s\n');
  });

  it('shows the guest’s words without obeying them', () => {
    const terminal = fakeTerminal();
    createStageDisplay(terminal).show({ kind: 'done', stage: 'boot', text: '\u001b[2J', ms: 0 });
    expect(terminal.said.err).not.toContain('\u001b');
  });
});

describe('on a terminal', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it('draws the stage under way over and over, cut to the width', () => {
    const terminal = fakeTerminal({ columns: 24 });
    const display = createStageDisplay(terminal);
    display.show({ kind: 'began', stage: 'boot' });
    display.show({ kind: 'step', stage: 'boot', name: 'mounting a disk with a long name', sinceSpawnMs: 0 });
    vi.advanceTimersByTime(200);
    const lines = terminal.said.err.split('\r\u001b[K').slice(1);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^. boot {9}mounting$/u);
    display.end(true);
  });

  it('leaves finished lines and nothing else behind', () => {
    const terminal = fakeTerminal({ columns: 80 });
    const display = createStageDisplay(terminal);
    for (const event of boot) display.show(event);
    display.end(true);
    vi.advanceTimersByTime(1000);
    const kept = terminal.said.err.split('\n').map((line) => line.split('\r\u001b[K').at(-1));
    expect(kept).toEqual([
      '! boot         port 2376 is taken; 23760 is used',
      '✔ boot         kernel, network, disk                       6.2 s',
      '',
    ]);
  });
});
