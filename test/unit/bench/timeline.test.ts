// The bench ties each guest's clock to ours, so that the spans of a start add up to the time that was waited.

import { describe, expect, test } from 'vitest';
import { ourTimeline, stockMarks, stockTimeline } from '../../bench/timeline.ts';

const OUR_CONSOLE = `[    1.000000] slipway: kernel
[    1.500000] slipway: root
[    2.000000] slipway: disk
[    2.250000] slipway: engine
[    3.000000] slipway: network
[    6.000000] slipway: ready
`;

const UNITS = `Id=sysinit.target
InactiveExitTimestampMonotonic=9000000
ActiveEnterTimestampMonotonic=9000000

Id=network-online.target
InactiveExitTimestampMonotonic=11000000
ActiveEnterTimestampMonotonic=11000000

Id=ssh.service
InactiveExitTimestampMonotonic=10000000
ActiveEnterTimestampMonotonic=12000000

Id=containerd.service
InactiveExitTimestampMonotonic=11000000
ActiveEnterTimestampMonotonic=15000000

Id=docker.service
InactiveExitTimestampMonotonic=15000000
ActiveEnterTimestampMonotonic=20000000
`;

const DMESG = `[    0.000000] Linux version 6.12.0 (x)
[    2.500000] Run /init as init process
[    5.500000] systemd[1]: systemd 257.13-1~deb13u1 running in system mode (+PAM)
`;

const spanOf = (spans: { name: string; fromMs: number; toMs: number }[], name: string) =>
  spans.find((span) => span.name === name);

describe("our guest's start", () => {
  const spans = ourTimeline(OUR_CONSOLE, 7000, 7200);

  test('what passed before its clock ran counts for QEMU and firmware', () => {
    expect(spanOf(spans, 'QEMU, firmware')).toEqual({ name: 'QEMU, firmware', fromMs: 0, toMs: 1000 });
  });

  test('the engine begins when it is started and ends with its own READY', () => {
    expect(spanOf(spans, 'engine')).toEqual({ name: 'engine', fromMs: 3250, toMs: 7000 });
  });

  test('the last span ends with the answer', () => {
    expect(spans.at(-1)).toEqual({ name: 'ping', fromMs: 7000, toMs: 7200 });
  });

  test('a guest that never said a mark is named, not drawn', () => {
    expect(() => ourTimeline(OUR_CONSOLE.replace(/.*disk\n/, ''), 7000, 7200)).toThrow('no mark disk');
  });
});

describe("the stock guest's start", () => {
  const manager = 'UserspaceTimestampMonotonic=5000000\n';
  const spans = stockTimeline(stockMarks(manager, UNITS, DMESG), 1000, 21_300);

  test("the kernel's log has a clock of its own, half a second ahead here", () => {
    expect(spanOf(spans, 'initramfs')).toEqual({ name: 'initramfs', fromMs: 3000, toMs: 6000 });
  });

  test('a service spans from its start to its readiness', () => {
    expect(spanOf(spans, 'docker')).toEqual({ name: 'docker', fromMs: 16_000, toMs: 21_000 });
  });

  test('a target spans from the beginning of systemd', () => {
    expect(spanOf(spans, 'network online')).toEqual({ name: 'network online', fromMs: 6000, toMs: 12_000 });
  });

  test('a guest without systemd is not taken for one', () => {
    expect(() => stockMarks('', UNITS, DMESG)).toThrow('lacks');
  });
});
