// How long a person waits for the desktop window, and what it costs while nobody touches it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { electronProgram } from '../../e2e/electron-program.ts';
import { DESKTOP_ARGUMENTS, environmentOf } from '../../e2e/hosts.ts';
import type { Slipway } from '../../harness/slipway.ts';

export interface ColdStart {
  /** From the program's start to a list that can be used. */
  usableMs: number;
  /** Of all its processes, in per cent of one processor, over ten seconds. */
  idlePercent: number;
}

const IDLE_MS = 10_000;
const TICKS_PER_SECOND = 100;

/** Undefined where there is no Electron. */
export async function coldStart(slipway: Slipway): Promise<ColdStart | undefined> {
  const executablePath = electronProgram();
  if (executablePath === undefined) return undefined;
  const beganMs = performance.now();
  const app = await _electron.launch({
    executablePath,
    args: [...DESKTOP_ARGUMENTS, `--user-data-dir=${join(slipway.home, 'electron')}`],
    env: environmentOf(slipway),
  });
  const page = await app.firstWindow();
  await page.evaluate(() => {
    window.location.hash = '#/containers';
  });
  await page.locator('[role="row"][data-key]').first().waitFor();
  const usableMs = performance.now() - beganMs;
  await sleep(5_000);
  const pids = await app.evaluate(({ app: running }) => running.getAppMetrics().map(({ pid }) => pid));
  const before = await ticks(pids);
  await sleep(IDLE_MS);
  const idlePercent = (((await ticks(pids)) - before) / TICKS_PER_SECOND / (IDLE_MS / 1000)) * 100;
  await app.close();
  return { usableMs, idlePercent };
}

/** Processor time of processes so far. Source: proc_pid_stat(5), fields 14 and 15. */
async function ticks(pids: readonly number[]): Promise<number> {
  const each = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}
