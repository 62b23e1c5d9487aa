// Whatever a page sends, on whichever channel: what is not in the contract reaches no handler, is refused with a code that
// tells nothing of this computer, and leaves the next question answered (fault 74).

import { EventEmitter } from 'node:events';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import { PAGE_ORIGIN } from '../../../main/desktop/address.ts';
import { acceptPages } from '../../../main/desktop/wire.ts';
import { webSocketWire } from '../../../main/web/wire.ts';
import { AppContract } from '../../../preload/contract/contract.ts';
import type { GroupHandlers } from '../../../preload/contract/define.ts';
import { ERROR_EXIT, SlipwayError } from '../../../preload/contract/errors.ts';
import { CHANNEL } from '../../../preload/page-bridge.ts';
import { serveGroups } from '../../../preload/rpc/groups.ts';
import { decode, ToClient } from '../../../preload/rpc/messages.ts';
import type { Wire } from '../../../preload/rpc/wire.ts';
import { fakePage } from '../../fakes/electron-page.ts';

const RUNS = 1000;
/** The same values each time; another seed is another thousand. */
const SEED = 74;
const HUNDRED_MB = 100 * 1024 * 1024;

interface Operation {
  /** As it is called on a wire: `containers.act`. */
  name: string;
  params: z.ZodType;
}

const OPERATIONS: readonly Operation[] = Object.entries(AppContract).flatMap(([group, operations]) =>
  Object.entries(operations).map(([name, { params }]) => ({ name: `${group}.${name}`, params })),
);

/** What handlers were asked, by name; each refuses, as a surprise does. */
const reached: { name: string; params: unknown }[] = [];
const handlers = Object.fromEntries(
  Object.entries(AppContract).map(([group, operations]) => [
    group,
    Object.fromEntries(
      Object.keys(operations).map((name) => [
        name,
        async (params: unknown) => {
          reached.push({ name: `${group}.${name}`, params });
          throw new SlipwayError('E_CONFLICT', 'it was reached');
        },
      ]),
    ),
  ]),
) as unknown as GroupHandlers<AppContract>;

/** One who may send whatever it likes. */
interface Sender {
  send(text: string): void;
  readonly answers: string[];
  isHungUp(): boolean;
}

/** Behind both wires is the same parser: the second need not see as much again. */
const SENDERS: readonly { name: string; open(): Sender; runs: number }[] = [
  { name: 'the desktop’s page', open: openPage, runs: RUNS },
  { name: 'a browser’s page', open: openSocket, runs: RUNS / 10 },
];

function openPage(): Sender {
  const page = fakePage();
  const answers: string[] = [];
  let isHungUp = false;
  acceptPages(page.contents, (wire) =>
    serveGroups(
      AppContract,
      handlers,
      watched(wire, () => (isHungUp = true)),
    ),
  );
  page.ipc.on(CHANNEL, (_event, _page, text) => {
    if (typeof text === 'string') answers.push(text);
  });
  return { send: (text) => page.ipc.send(CHANNEL, 'p', text), answers, isHungUp: () => isHungUp };
}

function openSocket(): Sender {
  const answers: string[] = [];
  let isHungUp = false;
  const events = new EventEmitter();
  const end = () => {
    isHungUp = true;
    events.emit('close');
  };
  const states = { OPEN: 1, CLOSED: 3, readyState: 1 };
  const ways = { send: (text: string) => answers.push(text), close: end, terminate: end };
  const socket = Object.assign(events, states, ways) as unknown as WebSocket;
  serveGroups(AppContract, handlers, webSocketWire(socket));
  return {
    send: (text) => {
      if (!isHungUp) events.emit('message', Buffer.from(text), false);
    },
    answers,
    isHungUp: () => isHungUp,
  };
}

function watched(wire: Wire, onClose: () => void): Wire {
  return { ...wire, close: () => (onClose(), wire.close()) };
}

/** Everything that was sent has been answered by then. */
const delivered = () => new Promise((resolve) => setImmediate(resolve));

const HOSTILE = [
  '',
  'default',
  '../../etc/passwd',
  '/etc/shadow',
  '-rf',
  '\u0000',
  '\u202E',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '<img src=x onerror=alert(1)>',
  'a'.repeat(64),
  'x'.repeat(5000),
  '__proto__',
];

/** Beside any JSON: what is nearly right, since that is what a parser lets in by mistake. */
const KEYS =
  'machine id ids action kind path to from image images volume spec url follow force session bytes command columns rows ' +
  'settings name __proto__ constructor';
const nearlyRight = fc.dictionary(
  fc.constantFrom(...KEYS.split(' ')),
  fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.boolean(),
    fc.integer(),
    fc.jsonValue(),
    fc.array(fc.constantFrom(...HOSTILE)),
  ),
);
const anyParams = fc.oneof(nearlyRight, fc.jsonValue(), fc.constantFrom(...HOSTILE), fc.constant(undefined));
/** As they stand in a message, with what stands before them. */
const PARAMS: readonly string[] = fc
  .sample(anyParams, { numRuns: RUNS, seed: SEED })
  .map((value) => (value === undefined ? '' : `,"params":${JSON.stringify(value)}`));

/** Neither where our files are, nor those of the person. */
const LEAK = /node_modules|\.[mc]?[jt]s:\d+|\n\s+at |\/home\/|\/root\/|\/work\//;

function expectRefusals(answers: readonly string[]): void {
  expect(answers.filter((text) => !isRefusal(text)).map((text) => text.slice(0, 500))).toEqual([]);
}

/** Whether it is an error of ours, with nothing but code, message and hint. */
function isRefusal(text: string): boolean {
  const answer = decode(ToClient, text);
  if (answer === undefined || !('error' in answer) || text.length > 4000 || LEAK.test(text)) return false;
  const { code, hint: _, ...more } = answer.error.data;
  return Object.hasOwn(ERROR_EXIT, code) && Object.keys(more).length === 0;
}

beforeEach(() => void reached.splice(0));
afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

describe.each(SENDERS)('$name', ({ open, runs }) => {
  test.each(OPERATIONS)('may send anything to $name', async ({ name, params }) => {
    const sender = open();
    for (const [index, value] of PARAMS.slice(0, runs).entries()) {
      const id = index + 1;
      sender.send(`{"jsonrpc":"2.0","id":${id},"method":"${name}"${value}}`);
      // A stream begins when there is room for it.
      sender.send(`{"jsonrpc":"2.0","method":"$/credit","params":{"id":${id},"count":1}}`);
      if (id % 100 === 0) await delivered();
    }
    await delivered();
    expect(sender.isHungUp()).toBe(false);
    expect(sender.answers).toHaveLength(runs);
    expectRefusals(sender.answers);
    expect(reached.filter((one) => one.name !== name || !params.safeParse(one.params).success)).toEqual([]);
  });

  test('may send any text: it is refused with a code or hung up on, and reaches nothing', async () => {
    const request = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'host.openLink', params: { url: 'x' } });
    const broken = fc
      .tuple(fc.nat(request.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, length, text]) => request.slice(0, at) + text + request.slice(at + length));
    const texts = fc.sample(fc.oneof(broken, fc.string({ unit: 'binary' }), fc.json()), {
      numRuns: RUNS,
      seed: SEED,
    });
    for (const text of texts) {
      const sender = open();
      sender.send(text);
      await delivered();
      expectRefusals(sender.answers);
    }
    for (const { params } of reached) expect(typeof params).toBe('object');
  });

  test('is hung up on for a hundred megabytes, unread', async () => {
    const sender = open();
    sender.send(`{"jsonrpc":"2.0","id":1,"method":"host.describe","params":"${'x'.repeat(HUNDRED_MB)}"}`);
    await delivered();
    expect({ hungUp: sender.isHungUp(), answers: sender.answers, reached }).toEqual({
      hungUp: true,
      answers: [],
      reached: [],
    });
  });

  test('is hung up on for more questions at once than anybody has', async () => {
    const sender = open();
    // Without room a stream waits.
    for (let id = 1; id <= 1001; id += 1)
      sender.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'machines.watch' }));
    await delivered();
    expect(sender.isHungUp()).toBe(true);
  });
});

describe('nobody but the page itself is heard', () => {
  const origins = fc.oneof(
    fc.webUrl(),
    fc.constantFrom(PAGE_ORIGIN, 'null', 'file://', `${PAGE_ORIGIN}.evil.example`, PAGE_ORIGIN.toUpperCase()),
  );
  const request = (method: string) => JSON.stringify({ jsonrpc: '2.0', id: 1, method });

  test.each([
    ['a frame inside it, whatever its address', false],
    ['the main frame, at another address', true],
    ['a frame that is gone', undefined],
  ])('%s', async (_who, isMain) => {
    const heard: string[] = [];
    for (const origin of fc.sample(origins, { numRuns: RUNS, seed: SEED })) {
      if (isMain === true && origin === PAGE_ORIGIN) continue;
      const page = fakePage();
      let served = 0;
      acceptPages(page.contents, () => (served += 1));
      if (isMain === true) Object.assign(page.contents.mainFrame, { origin });
      const other = isMain === true ? page.contents.mainFrame : { origin };
      const frame = isMain === undefined ? null : other;
      for (const { name } of OPERATIONS) page.sendAs(frame, CHANNEL, 'p', request(name));
      await delivered();
      if (served > 0) heard.push(origin);
    }
    expect({ heard, reached }).toEqual({ heard: [], reached: [] });
  });
});
