// Asks the running stock guest over SSH where its start's time went.

import { connectSsh, type SshConnection } from '../../main/ssh/client.ts';
import type { Guest } from './guest.ts';
import type { StockMachine } from './stock-guest.ts';
import { stockMarks, stockTimeline, STOCK_UNITS_SHOWN, type Span } from './timeline.ts';

const SSH_TIMEOUT_MS = 60_000;
const CLOCK_READINGS = 5;

/** The spans of the stock guest's start, from spawn to the engine's answer. */
export async function readStockTimeline(
  machine: StockMachine,
  guest: Guest,
  answeredAfterMs: number,
): Promise<Span[]> {
  const ssh = await connectSsh({ port: machine.ports.ssh, paths: machine.vm, timeoutMs: SSH_TIMEOUT_MS });
  try {
    const manager = await output(ssh, ['systemctl', 'show', '-p', 'UserspaceTimestampMonotonic']);
    const properties = ['Id', 'InactiveExitTimestampMonotonic', 'ActiveEnterTimestampMonotonic'];
    const units = await output(ssh, ['systemctl', 'show', '-p', properties.join(','), ...STOCK_UNITS_SHOWN]);
    const marks = stockMarks(manager, units, await output(ssh, ['dmesg']));
    return stockTimeline(marks, await clockOrigin(ssh, guest), answeredAfterMs);
  } finally {
    ssh.dispose();
  }
}

/** When the guest's monotonic clock stood at nought, since spawn: by the quickest of some readings. */
async function clockOrigin(ssh: SshConnection, guest: Guest): Promise<number> {
  const readings: { tookMs: number; originMs: number }[] = [];
  for (let reading = 0; reading < CLOCK_READINGS; reading += 1) {
    const before = performance.now();
    const uptimeMs = Number((await output(ssh, ['cat', '/proc/uptime'])).split(' ')[0]) * 1000;
    const after = performance.now();
    readings.push({
      tookMs: after - before,
      originMs: (before + after) / 2 - guest.spawnedAt - uptimeMs,
    });
  }
  const [quickest] = readings.sort((a, b) => a.tookMs - b.tookMs);
  return quickest?.originMs ?? Number.NaN;
}

async function output(ssh: SshConnection, argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await ssh.run(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} in the stock guest ended with ${code}: ${stderr}`);
  return stdout;
}
