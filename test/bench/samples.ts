// One start of each guest, measured from QEMU's spawn to its end.

import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { measureMemory, pressPowerButton, processorMs, type Guest, type IdleMemory } from './guest.ts';
import { bootOurs, consoleOf, type OurMachine } from './our-guest.ts';
import { readStockTimeline } from './stock-account.ts';
import { bootStock, type StockMachine } from './stock-guest.ts';
import { ourTimeline, type Span } from './timeline.ts';

/** Times in milliseconds. */
export interface Sample {
  /** From spawn to the engine's answer over mutual TLS. */
  answeredAfterMs: number;
  /** Processor time QEMU took until then, on all cores together. */
  processorMs: number;
  memory: IdleMemory;
  /** From asking the guest to shut down to QEMU's end. */
  downMs: number;
  /** How busy the computer was in the minute before; its own load included. */
  loadBefore: number;
  spans?: Span[];
}

/** A guest is idle once what follows the engine's start is done. */
const SETTLE_MS = 15_000;

export async function sampleOurs(machine: OurMachine): Promise<Sample> {
  const loadBefore = busyness();
  const { guest, readyAfterMs, answeredAfterMs, askToEnd } = await bootOurs(machine);
  const tookMs = await processorMs(guest);
  const spans = ourTimeline(await consoleOf(machine), readyAfterMs, answeredAfterMs);
  const memory = await idleMemory(guest);
  const downMs = await guest.end(askToEnd);
  return { answeredAfterMs, processorMs: tookMs, memory, downMs, loadBefore, spans };
}

export async function sampleStock(machine: StockMachine): Promise<Sample> {
  const loadBefore = busyness();
  const { guest, answeredAfterMs } = await bootStock(machine);
  const tookMs = await processorMs(guest);
  const memory = await idleMemory(guest);
  const downMs = await guest.end(() => pressPowerButton(guest));
  return { answeredAfterMs, processorMs: tookMs, memory, downMs, loadBefore };
}

/** One more start of the stock guest, to ask it where the time went: the asking would spoil the other figures. */
export async function stockSpans(machine: StockMachine): Promise<{ answeredAfterMs: number; spans: Span[] }> {
  const { guest, answeredAfterMs } = await bootStock(machine);
  const spans = await readStockTimeline(machine, guest, answeredAfterMs);
  await guest.end(() => pressPowerButton(guest));
  return { answeredAfterMs, spans };
}

/** The load of the last minute: how many programs ran or wanted to. */
export function busyness(): number {
  return loadavg()[0] ?? Number.NaN;
}

async function idleMemory(guest: Guest): Promise<IdleMemory> {
  await sleep(SETTLE_MS);
  return measureMemory(guest);
}
