// What a contract promises on every wire: typed answers, typed failures, streams that stop when nobody listens.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call, stream, type Client, type Handlers } from '../../preload/contract/define.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { connect } from '../../preload/rpc/client.ts';
import { serve } from '../../preload/rpc/server.ts';
import { MAX_MESSAGE_LENGTH, type Wire } from '../../preload/rpc/wire.ts';
import { WIRES, type Pair } from './wires.ts';

const CONTRACT = {
  greet: call(z.object({ name: z.string().min(1) }), z.string()),
  nothing: call(z.void(), z.void()),
  refuse: call(z.void(), z.void()),
  crash: call(z.void(), z.void()),
  lie: call(z.void(), z.object({ count: z.int() })),
  hang: call(z.void(), z.void()),
  numbers: stream(z.object({ upTo: z.int() }), z.int()),
  failing: stream(z.void(), z.int()),
  silent: stream(z.void(), z.int()),
};
type TestContract = typeof CONTRACT;

/** What the serving side saw, to be awaited by a test. */
function createWitness() {
  let produced = 0;
  let ended: (() => void) | undefined;
  const producerEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const until = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  const handlers: Handlers<TestContract> = {
    greet: async ({ name }) => `hello ${name}`,
    nothing: async () => {},
    refuse: async () => {
      throw new SlipwayError('E_CONFLICT', 'machine default is running', { hint: 'slipway stop' });
    },
    crash: async () => {
      throw new TypeError('x is undefined');
    },
    lie: async () => ({ count: 'many' }) as unknown as { count: number },
    hang: async (_params, signal) => {
      await until(signal);
      ended?.();
    },
    numbers: async function* ({ upTo }) {
      try {
        for (let number = 1; number <= upTo; number += 1) {
          produced = number;
          yield number;
        }
      } finally {
        ended?.();
      }
    },
    failing: async function* () {
      yield 1;
      throw new SlipwayError('E_GUEST_PANIC', 'the kernel panicked');
    },
    silent: async function* (_params, signal) {
      await until(signal);
      ended?.();
      yield* [];
    },
  };
  return { handlers, producerEnded, produced: () => produced };
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: SlipwayError) => ({ code: error.code, message: error.message, hint: error.hint }),
  );

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe.each(WIRES)('over $name', (carrier) => {
  let asking: Wire;
  let serving: Wire;
  let pair: Pair;
  let client: Client<TestContract>;
  let witness: ReturnType<typeof createWitness>;

  beforeEach(async () => {
    pair = await carrier.open();
    ({ asking, serving } = pair);
    witness = createWitness();
    serve(CONTRACT, witness.handlers, serving);
    client = connect(CONTRACT, asking);
  });
  afterEach(() => pair.dispose());

  test('a call is answered with its result', async () => {
    expect(await client.greet({ name: 'Ada' })).toBe('hello Ada');
    expect(await client.nothing()).toBeUndefined();
  });

  test('calls that overlap each get their own answer', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
    const greetings = await Promise.all(names.map((name) => client.greet({ name })));
    expect(greetings).toEqual(names.map((name) => `hello ${name}`));
  });

  test('line breaks and any script survive the wire', async () => {
    expect(await client.greet({ name: 'a\nb\r\n\u2028 Ωé漢😀' })).toBe('hello a\nb\r\n\u2028 Ωé漢😀');
  });

  test('a failure keeps its code, message and hint', async () => {
    expect(await caught(client.refuse())).toEqual({
      code: 'E_CONFLICT',
      message: 'machine default is running',
      hint: 'slipway stop',
    });
  });

  test('a surprise becomes E_INTERNAL and tells no stack', async () => {
    expect(await caught(client.crash())).toEqual({
      code: 'E_INTERNAL',
      message: 'x is undefined',
      hint: undefined,
    });
  });

  test('wrong parameters are refused before the handler sees them, naming the field', async () => {
    const refused = await caught(client.greet({ name: '' }));
    expect(refused).toMatchObject({ code: 'E_USAGE', message: expect.stringContaining('greet: name:') });
  });

  test.each(['absent', '__proto__', 'constructor', 'toString'])(
    'the operation %s is unknown',
    async (name) => {
      const wider = { ...CONTRACT };
      Object.defineProperty(wider, name, { value: call(z.void(), z.void()), enumerable: true });
      const stranger = connect(wider, asking);
      const ask = Object.getOwnPropertyDescriptor(stranger, name)?.value as () => Promise<unknown>;
      expect(await caught(ask())).toMatchObject({ code: 'E_USAGE', message: `no operation ${name}` });
    },
  );

  test('an answer that breaks the contract is refused by the asker', async () => {
    expect(await caught(client.lie())).toMatchObject({
      code: 'E_INTERNAL',
      message: expect.stringContaining('count'),
    });
  });

  test('a stream gives every item in order, then ends', async () => {
    const numbers = await collect(client.numbers({ upTo: 1000 }));
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  });

  test('a stream that fails gives what came before, then the failure', async () => {
    const seen: number[] = [];
    const drain = async () => {
      for await (const number of client.failing()) seen.push(number);
    };
    expect(await caught(drain())).toMatchObject({ code: 'E_GUEST_PANIC', message: 'the kernel panicked' });
    expect(seen).toEqual([1]);
  });

  test('a slow reader slows the producer down', async () => {
    const reading = client.numbers({ upTo: 1_000_000 })[Symbol.asyncIterator]();
    await reading.next();
    // One answer more on the same wire: what was to be produced for one read item has been by now.
    await client.nothing();
    await client.nothing();
    expect(witness.produced()).toBeLessThan(200);
    await reading.return?.();
  });

  test('leaving the loop ends the producer', async () => {
    for await (const number of client.numbers({ upTo: 1_000_000 })) if (number === 3) break;
    await witness.producerEnded;
    expect(witness.produced()).toBeLessThan(200);
  });

  test('the signal ends a stream that is silent, on both sides', async () => {
    const leaving = new AbortController();
    const reading = collect(client.silent(undefined, leaving.signal));
    await client.nothing();
    leaving.abort();
    expect(await caught(reading)).toMatchObject({ code: 'E_CANCELLED' });
    await witness.producerEnded;
  });

  test('the signal ends a call, on both sides', async () => {
    const leaving = new AbortController();
    const asked = client.hang(undefined, leaving.signal);
    await client.nothing();
    leaving.abort();
    expect(await caught(asked)).toMatchObject({ code: 'E_CANCELLED' });
    await witness.producerEnded;
  });

  test('a call whose signal has fired already is never asked', async () => {
    expect(await caught(client.greet({ name: 'Ada' }, AbortSignal.abort()))).toMatchObject({
      code: 'E_CANCELLED',
    });
  });

  test('when the server hangs up, what is pending and what comes later fails', async () => {
    const asked = caught(client.hang());
    const reading = caught(collect(client.silent()));
    await client.nothing();
    serving.close();
    expect(await asked).toMatchObject({ code: 'E_DISCONNECTED' });
    expect(await reading).toMatchObject({ code: 'E_DISCONNECTED' });
    expect(await caught(client.nothing())).toMatchObject({ code: 'E_DISCONNECTED' });
  });

  test('when the asker hangs up, its handlers are told', async () => {
    const asked = caught(client.hang());
    await client.nothing();
    asking.close();
    await witness.producerEnded;
    expect(await asked).toMatchObject({ code: 'E_DISCONNECTED' });
  });

  test.each([
    ['is no JSON', 'hello'],
    ['is no request', '{"jsonrpc":"2.0","id":"1","method":"nothing"}'],
    ['is longer than the limit', 'x'.repeat(MAX_MESSAGE_LENGTH + 1)],
  ])('a peer whose message %s is hung up on', async (_what, text) => {
    const asked = caught(client.hang());
    asking.send(text);
    expect(await asked).toMatchObject({ code: 'E_DISCONNECTED' });
  });
});
