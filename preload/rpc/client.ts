// The asking side: a typed object whose methods send requests and whose streams are async iterables.

import type { z } from 'zod';
import type { Client, Contract } from '../contract/define.ts';
import { fromWireError, SlipwayError } from '../contract/errors.ts';
import { createInbox } from './inbox.ts';
import { decode, encode, explainIssues, ToClient, type ToServer } from './messages.ts';
import { MAX_MESSAGE_LENGTH, type Wire } from './wire.ts';

/** How many items of a stream may be under way; refilled by halves. */
const WINDOW = 64;

export interface ConnectOptions {
  /** What pending and later requests fail with once the wire is closed. */
  hungUp?: () => SlipwayError;
  /** Leave out where the serving side is trusted more than this one: a page need not check its own host. */
  parseResults?: boolean;
}

interface Pending {
  item(value: unknown): void;
  end(value: unknown): void;
  fail(error: SlipwayError): void;
}

/** Speaks to a `serve` at the other end of the wire. Never throws; its methods reject with SlipwayError. */
export function connect<C extends Contract>(
  contract: C,
  wire: Wire,
  options: ConnectOptions = {},
): Client<C> {
  const { parseResults = true, hungUp = () => new SlipwayError('E_DISCONNECTED', 'the other side hung up') } =
    options;
  const channel = openChannel(wire, hungUp);
  const parse = (name: string, schema: z.ZodType, value: unknown) =>
    parseResults ? parseAnswer(name, schema, value) : value;
  const methods = Object.entries(contract).map(([name, operation]) => [
    name,
    operation.kind === 'call'
      ? (params: unknown, signal?: AbortSignal) =>
          askOnce(channel, name, params, signal).then((value) => parse(name, operation.result, value))
      : (params: unknown, signal?: AbortSignal) =>
          askMany(channel, name, params, signal, (value) => parse(name, operation.item, value)),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the contract's own entries, one by one
  return Object.fromEntries(methods) as Client<C>;
}

interface Channel {
  /** Sends a request; the answers come to `pending` until it ended or failed, or `forget` was called. */
  request(method: string, params: unknown, pending: Pending): number;
  notify(message: ToServer): void;
  forget(id: number): void;
}

function openChannel(wire: Wire, hungUp: () => SlipwayError): Channel {
  const waiting = new Map<number, Pending>();
  let lastId = 0;
  let open = true;
  wire.onMessage((text) => {
    const message = text.length > MAX_MESSAGE_LENGTH ? undefined : decode(ToClient, text);
    if (message === undefined) return wire.close();
    if ('method' in message) return waiting.get(message.params.id)?.item(message.params.value);
    const pending = waiting.get(message.id);
    waiting.delete(message.id);
    if ('result' in message) return pending?.end(message.result.value);
    pending?.fail(fromWireError({ ...message.error.data, message: message.error.message }));
  });
  wire.onClose(() => {
    open = false;
    for (const pending of waiting.values()) pending.fail(hungUp());
    waiting.clear();
  });
  return {
    request(method, params, pending) {
      lastId += 1;
      if (!open) pending.fail(hungUp());
      else {
        waiting.set(lastId, pending);
        wire.send(encode({ jsonrpc: '2.0', id: lastId, method, params }));
      }
      return lastId;
    },
    notify: (message) => {
      if (open) wire.send(encode(message));
    },
    forget: (id) => void waiting.delete(id),
  };
}

function askOnce(
  channel: Channel,
  method: string,
  params: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled(method));
    const leave = () => {
      channel.forget(id);
      channel.notify({ jsonrpc: '2.0', method: '$/cancel', params: { id } });
      reject(cancelled(method));
    };
    const done = () => signal?.removeEventListener('abort', leave);
    const id = channel.request(method, params, {
      item: () => {},
      end: (value) => (done(), resolve(value)),
      fail: (error) => (done(), reject(error)),
    });
    signal?.addEventListener('abort', leave, { once: true });
  });
}

async function* askMany(
  channel: Channel,
  method: string,
  params: unknown,
  signal: AbortSignal | undefined,
  parse: (value: unknown) => unknown,
): AsyncGenerator {
  if (signal?.aborted) throw cancelled(method);
  const inbox = createInbox<unknown>();
  const id = channel.request(method, params, inbox);
  const cancel = () => channel.notify({ jsonrpc: '2.0', method: '$/cancel', params: { id } });
  const leave = () => {
    cancel();
    inbox.fail(cancelled(method));
  };
  const allow = (count: number) =>
    channel.notify({ jsonrpc: '2.0', method: '$/credit', params: { id, count } });
  signal?.addEventListener('abort', leave, { once: true });
  try {
    allow(WINDOW);
    for (let taken = 1; ; taken += 1) {
      const next = await inbox.next();
      if (next.done) return;
      yield parse(next.value);
      if (taken % (WINDOW / 2) === 0) allow(WINDOW / 2);
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    channel.forget(id);
    if (!inbox.ended()) cancel();
  }
}

function parseAnswer(name: string, schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SlipwayError('E_INTERNAL', `the answer to ${name} is not valid: ${explainIssues(parsed.error)}`, {
    hint: 'Two versions of Slipway may be speaking: stop the machine and start it again.',
  });
}

function cancelled(method: string): SlipwayError {
  return new SlipwayError('E_CANCELLED', `${method} was cancelled`);
}
