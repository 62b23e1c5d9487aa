// A log that comes faster than anybody can look: what is not shown is counted to the line, and memory stays bounded, also
// for a line that does not end (fault 68).

import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machine, type ContractClient } from '../harness/contract-client.ts';
import { openFakeEngine, type FakeEngine } from '../harness/fake-engine.ts';
import { clientOver } from '../harness/service-over.ts';

const ID = 'f'.repeat(64);
const GIGABYTE = 1e9;
const MiB = 1024 * 1024;
const TIME = '2026-01-02T03:04:05.123456789Z';
/** The engine hands a longer line on in parts of this size. */
const PART_BYTES = 16 * 1024;

const LOOK_EVERY_BYTES = 64 * MiB;

setFlagsFromString('--expose-gc');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8's own, which has no type
const collectGarbage = runInNewContext('gc') as () => void;

let engine: FakeEngine;
let client: ContractClient;
let mostHeap = 0;

beforeAll(async () => {
  engine = await openFakeEngine();
  engine.answer(`GET /containers/${ID}/json`, (_, response) =>
    response.end(JSON.stringify({ Config: { Tty: false } })),
  );
  client = clientOver(engine);
});
afterAll(async () => {
  client.close();
  await engine.close();
});

/** A frame of the engine's log stream, on stdout. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

/** The same again and again, with a look at what our heap holds every so often. */
function* pour(piece: Buffer, times: number, last: Buffer): Generator<Buffer> {
  for (let count = 0; count < times; count += 1) {
    yield piece;
    if ((count * piece.length) % LOOK_EVERY_BYTES < piece.length) mostHeap = Math.max(mostHeap, heldBytes());
  }
  yield last;
}

/** Of the heap, without what is only waiting to be taken away. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('a gigabyte is read as fast as it comes; lines that were shown and dropped are all there were', async () => {
  const lines = 10_000;
  const piece = Buffer.concat(
    Array.from({ length: lines }, (_, index) => frame(`${TIME} ${String(index).padStart(90, '.')}\n`)),
  );
  const times = Math.ceil(GIGABYTE / piece.length);
  let poured = () => {};
  const isPoured = new Promise<void>((resolve) => (poured = resolve));
  engine.answer(`GET /containers/${ID}/logs`, (_, response) => {
    response.once('finish', poured);
    Readable.from(pour(piece, times, frame(`${TIME} the end\n`))).pipe(response);
  });
  mostHeap = 0;
  let shown = 0;
  let missed = 0;
  let last = '';
  for await (const { lines: some, dropped } of client.containers.logs({ machine, ids: [ID], follow: true })) {
    shown += some.length;
    missed += dropped;
    last = some.at(-1)?.text ?? last;
    // One who looks at the first of it until all is over.
    await isPoured;
  }
  expect(shown + missed).toBe(lines * times + 1);
  expect(missed).toBeGreaterThan(0);
  expect(last).toBe('the end');
  expect(mostHeap / MiB).toBeLessThan(150);
});

test('a line of a hundred megabytes comes whole, in pieces that a message can hold', async () => {
  const bytes = 100 * MiB;
  const part = frame(`${TIME} ${'x'.repeat(PART_BYTES)}`);
  engine.answer(`GET /containers/${ID}/logs`, (_, response) => {
    Readable.from(pour(part, bytes / PART_BYTES, frame(`${TIME} \n`))).pipe(response);
  });
  mostHeap = 0;
  let letters = 0;
  for await (const { lines, dropped } of client.containers.logs({ machine, ids: [ID], follow: false })) {
    for (const { text } of lines) letters += text.length;
    expect(dropped).toBe(0);
  }
  expect(letters).toBe(bytes);
  expect(mostHeap / MiB).toBeLessThan(150);
});
