// A page of Chromium's without Playwright, which has every message of a page's sockets sent to itself: a log of 1 GB would
// be measured on its way there.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from '../../e2e/hosts.ts';

const Targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
const Answer = z.object({ id: z.int(), result: z.unknown(), error: z.unknown() }).partial();
const Evaluated = z
  .object({ result: z.object({ value: z.unknown() }), exceptionDetails: z.unknown() })
  .partial();
const Heap = z.object({ usedSize: z.number() });

export interface BarePage {
  /** What an expression, or its promise, comes to in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** Of JavaScript, once its garbage is gone. */
  heapMB(): Promise<number>;
  close(): Promise<void>;
}

/** Opens an address. Source: https://chromedevtools.github.io/devtools-protocol/ */
export async function openBarePage(url: string): Promise<BarePage> {
  if (CHROMIUM === undefined) throw new Error('there is no Chromium here');
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bare-'));
  const asked = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${folder}`];
  const child = spawn(CHROMIUM, [...CHROMIUM_ARGUMENTS, ...asked, '--window-size=1280,800', url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const send = connect(await pageOf(child.stderr));
  return {
    async evaluate(expression) {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = Evaluated.parse(answer);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return result?.value;
    },
    async heapMB() {
      await send('HeapProfiler.collectGarbage');
      return Heap.parse(await send('Runtime.getHeapUsage')).usedSize / 1e6;
    },
    async close() {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where the first page can be spoken to, from what Chromium prints. */
async function pageOf(printed: NodeJS.ReadableStream): Promise<WebSocket> {
  for await (const line of createInterface(printed)) {
    const port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
    if (port === undefined) continue;
    const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
    const page = targets.find(({ type }) => type === 'page');
    if (page === undefined) break;
    const socket = new WebSocket(page.webSocketDebuggerUrl);
    await once(socket, 'open');
    return socket;
  }
  throw new Error('Chromium opened no page');
}

function connect(socket: WebSocket) {
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = Answer.parse(JSON.parse(data.toString('utf8')));
    if (id !== undefined) waiting.get(id)?.(error ?? result);
  });
  return (method: string, params: object = {}): Promise<unknown> => {
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
}
