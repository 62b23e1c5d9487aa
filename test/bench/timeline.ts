// Where a start's time goes: spans from QEMU's spawn on, read from each guest's own account of its boot. Pure.

export interface Span {
  name: string;
  fromMs: number;
  toMs: number;
}

/** Our guest's marks on the console, in the kernel's seconds: `[    2.194337] slipway: root`. */
export function ourMarks(consoleText: string): Map<string, number> {
  const found = consoleText.matchAll(/^\[ *(\d+\.\d+)\] slipway: (\w+)\s*$/gm);
  return new Map([...found].map(([, seconds, name = '']) => [name, Number(seconds) * 1000]));
}

/**
 * Spans of our guest. Its clock is tied to ours by READY=1, which both saw.
 * @param readyAfterMs when READY=1 arrived here, since spawn
 */
export function ourTimeline(consoleText: string, readyAfterMs: number, answeredAfterMs: number): Span[] {
  const marks = ourMarks(consoleText);
  const kernelBeganMs = readyAfterMs - at(marks, 'ready');
  const since = (name: string) => kernelBeganMs + at(marks, name);
  return [
    { name: 'QEMU, firmware', fromMs: 0, toMs: kernelBeganMs },
    { name: 'kernel', fromMs: kernelBeganMs, toMs: since('kernel') },
    { name: 'root', fromMs: since('kernel'), toMs: since('root') },
    { name: 'disk', fromMs: since('root'), toMs: since('disk') },
    { name: 'network', fromMs: since('root'), toMs: since('network') },
    { name: 'seed', fromMs: since('disk'), toMs: since('engine') },
    { name: 'engine', fromMs: since('engine'), toMs: readyAfterMs },
    { name: 'ping', fromMs: readyAfterMs, toMs: answeredAfterMs },
  ];
}

/** The stock guest's account of its boot, in milliseconds of its monotonic clock. */
export interface StockMarks {
  initramfs: number;
  systemd: number;
  /** By unit: when it began and when it was there. */
  units: Map<string, { beganMs: number; doneMs: number }>;
}

/** Units that the way to the engine leads through; targets have no length, so each is told from the one before. */
export const STOCK_UNITS_SHOWN = [
  'sysinit.target',
  'network-online.target',
  'containerd.service',
  'docker.service',
  'ssh.service',
] as const;

/**
 * Reads `systemctl show` (blocks of KEY=VALUE, microseconds) and dmesg.
 * The kernel's log has a clock of its own: systemd's first line, in both, ties them together.
 */
export function stockMarks(manager: string, units: string, dmesg: string): StockMarks {
  const systemd = numberIn(manager, /^UserspaceTimestampMonotonic=(\d+)$/m) / 1000;
  const logged = (pattern: RegExp) => numberIn(dmesg, pattern) * 1000;
  const logAheadMs = logged(/^\[ *(\d+\.\d+)\] systemd\[1\]: systemd \d/m) - systemd;
  const blocks = units.trim().split(/\n\n+/);
  return {
    initramfs: logged(/^\[ *(\d+\.\d+)\] Run \/init as init process/m) - logAheadMs,
    systemd,
    units: new Map(
      blocks.map((block) => [
        /^Id=(.+)$/m.exec(block)?.[1] ?? '',
        {
          beganMs: numberIn(block, /^InactiveExitTimestampMonotonic=(\d+)$/m) / 1000,
          doneMs: numberIn(block, /^ActiveEnterTimestampMonotonic=(\d+)$/m) / 1000,
        },
      ]),
    ),
  };
}

/** @param kernelBeganMs when the guest's monotonic clock stood at nought, since spawn */
export function stockTimeline(marks: StockMarks, kernelBeganMs: number, answeredAfterMs: number): Span[] {
  const unit = (name: (typeof STOCK_UNITS_SHOWN)[number]) => {
    const { beganMs, doneMs } = marks.units.get(name) ?? { beganMs: Number.NaN, doneMs: Number.NaN };
    return { fromMs: kernelBeganMs + beganMs, toMs: kernelBeganMs + doneMs };
  };
  const initramfsMs = kernelBeganMs + marks.initramfs;
  const systemdMs = kernelBeganMs + marks.systemd;
  return [
    { name: 'QEMU, firmware', fromMs: 0, toMs: kernelBeganMs },
    { name: 'kernel', fromMs: kernelBeganMs, toMs: initramfsMs },
    { name: 'initramfs', fromMs: initramfsMs, toMs: systemdMs },
    { name: 'systemd: sysinit', fromMs: systemdMs, toMs: unit('sysinit.target').toMs },
    { name: 'network online', fromMs: systemdMs, toMs: unit('network-online.target').toMs },
    { name: 'ssh', ...unit('ssh.service') },
    { name: 'containerd', ...unit('containerd.service') },
    { name: 'docker', ...unit('docker.service') },
    { name: 'ping', fromMs: unit('docker.service').toMs, toMs: answeredAfterMs },
  ];
}

function at(marks: ReadonlyMap<string, number>, name: string): number {
  const mark = marks.get(name);
  if (mark === undefined) throw new Error(`the guest's console has no mark ${name}`);
  return mark;
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the guest's account lacks ${pattern.source}`);
  return Number(found);
}
