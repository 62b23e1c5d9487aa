// The serving side: parses what is asked, runs the handler, answers; one instance for each wire.

import type { Contract, Handlers } from '../contract/define.ts';
import { SlipwayError, toWireError } from '../contract/errors.ts';
import { createCredits, type Credits } from './credits.ts';
import {
  decode,
  encode,
  explainIssues,
  RPC_CODE,
  ToServer,
  type Request,
  type ToClient,
} from './messages.ts';
import { MAX_MESSAGE_LENGTH, type Wire } from './wire.ts';

/** More requests at once on one wire are a mistake or an attack. */
const MAX_PENDING = 1000;

interface Pending {
  controller: AbortController;
  credits: Credits;
}

/**
 * Answers the contract's operations on a wire until it closes; then every handler's signal fires.
 * A peer that sends what is no message, or too long a one, is hung up on.
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, wire: Wire): void {
  const pending = new Map<number, Pending>();

  const fail = (id: number, code: number, thrown: unknown) => {
    const { message, ...data } = toWireError(thrown);
    wire.send(encode({ jsonrpc: '2.0', id, error: { code, message, data } }));
  };

  const answer = async ({ id, method, params }: Request) => {
    const operation = Object.hasOwn(contract, method) ? contract[method] : undefined;
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (operation === undefined || handler === undefined) {
      return fail(id, RPC_CODE.methodNotFound, new SlipwayError('E_USAGE', `no operation ${method}`));
    }
    const parsed = operation.params.safeParse(params);
    if (!parsed.success) {
      const problem = new SlipwayError('E_USAGE', `${method}: ${explainIssues(parsed.error)}`);
      return fail(id, RPC_CODE.invalidParams, problem);
    }
    const controller = new AbortController();
    const credits = createCredits(controller.signal);
    pending.set(id, { controller, credits });
    try {
      const answered = handler(parsed.data, controller.signal);
      const sendItem = (value: unknown) =>
        send(wire, method, { jsonrpc: '2.0', method: '$/item', params: { id, value } });
      const value =
        Symbol.asyncIterator in answered
          ? await produce(answered, credits, controller.signal, sendItem)
          : await answered;
      send(wire, method, { jsonrpc: '2.0', id, result: { value } });
    } catch (thrown) {
      fail(id, RPC_CODE.failed, thrown);
    } finally {
      pending.delete(id);
    }
  };

  wire.onMessage((text) => {
    const message = text.length > MAX_MESSAGE_LENGTH ? undefined : decode(ToServer, text);
    if (message === undefined) return wire.close();
    if ('id' in message) {
      // A second request under a number in use would mix up the answers.
      if (pending.has(message.id) || pending.size >= MAX_PENDING) return wire.close();
      return void answer(message);
    }
    const asked = pending.get(message.params.id);
    if (message.method === '$/cancel') asked?.controller.abort();
    else asked?.credits.add(message.params.count);
  });
  wire.onClose(() => {
    for (const { controller } of pending.values()) controller.abort();
  });
}

/** @throws E_ANSWER_INVALID for more than a message may hold: the asker would hang up, and lose all else it has asked */
function send(wire: Wire, method: string, message: ToClient): void {
  const text = encode(message);
  if (text.length <= MAX_MESSAGE_LENGTH) return wire.send(text);
  throw new SlipwayError('E_ANSWER_INVALID', `the answer to ${method} is longer than a message may be`, {
    hint: 'The docker client shows what a window cannot.',
  });
}

/** Takes items from a producer as fast as the asker has room, and ends the producer when the asker leaves. */
async function produce(
  items: AsyncIterable<unknown>,
  credits: Credits,
  signal: AbortSignal,
  tell: (value: unknown) => void,
): Promise<undefined> {
  const iterator = items[Symbol.asyncIterator]();
  let leave: (() => void) | undefined;
  signal.addEventListener('abort', () => leave?.(), { once: true });
  // A producer that waits for its next event may not hear the signal; and one promise raced for ever would leak.
  const nextUnlessLeft = () =>
    new Promise<IteratorResult<unknown> | undefined>((resolve, reject) => {
      leave = () => resolve(undefined);
      iterator.next().then(resolve, reject);
    });
  // Not awaited: a generator ends only after the `next` under way.
  const end = () => void iterator.return?.()?.catch(() => {});
  while (await credits.take()) {
    const next = await nextUnlessLeft();
    if (next?.done === true) return undefined;
    if (next === undefined) break;
    try {
      tell(next.value);
    } catch (thrown) {
      end();
      throw thrown;
    }
  }
  end();
  throw new SlipwayError('E_CANCELLED', 'the asker left');
}
