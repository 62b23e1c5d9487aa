// What an engine tells as it works: messages in any pieces, and the failure among them.

import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Engine } from '../../../main/engine/docker.ts';
import { followProgress, parseProgress } from '../../../main/engine/progress.ts';

const engine = {
  ask: (question: (docker: unknown) => Promise<unknown>) => question({}),
  explain: (cause: unknown) => new SlipwayError('E_ENGINE_UNREACHABLE', String(cause)),
} as unknown as Engine;

async function follow(stream: Readable, signal = new AbortController().signal) {
  const messages = [];
  for await (const bunch of followProgress(engine, async () => stream, signal)) messages.push(...bunch);
  return messages;
}

describe('messages', () => {
  test('come whole, however they were cut, the last one also without a line feed', async () => {
    const pieces = [
      '{"status":"Pul',
      'ling","id":"latest"}\r\n{"stream":"Loa',
      'ded ü"}\n\n{"status":"end"}',
    ];
    expect(await follow(Readable.from(pieces))).toEqual([
      { status: 'Pulling', id: 'latest' },
      { stream: 'Loaded ü' },
      { status: 'end' },
    ]);
  });

  test('with more in them than we use are taken', () => {
    expect(parseProgress('{"status":"x","progressDetail":{"current":1,"total":2},"aux":{"ID":"y"}}')).toEqual(
      {
        status: 'x',
        progressDetail: { current: 1, total: 2 },
      },
    );
  });
});

describe('failures', () => {
  test('among the messages fail the whole in the engine’s words, after what came before', async () => {
    const seen: unknown[] = [];
    const stream = Readable.from([
      '{"status":"one"}\n',
      '{"errorDetail":{"message":"no luck"},"error":"no luck"}\n',
    ]);
    const following = async () => {
      for await (const bunch of followProgress(engine, async () => stream, new AbortController().signal))
        seen.push(...bunch);
    };
    await expect(following()).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED', message: 'no luck' });
    expect(seen).toEqual([{ status: 'one' }]);
  });

  test('nonsense is a failure, not nothing', async () => {
    await expect(follow(Readable.from(['<html>\n']))).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED' });
  });

  test('a connection that breaks is the engine’s absence; one that we left is our doing', async () => {
    const broken = () =>
      Readable.from(
        (async function* () {
          yield '{"status":"one"}\n';
          throw new Error('ECONNRESET');
        })(),
      );
    await expect(follow(broken())).rejects.toMatchObject({ code: 'E_ENGINE_UNREACHABLE' });
    await expect(follow(broken(), AbortSignal.abort())).rejects.toMatchObject({ code: 'E_CANCELLED' });
  });
});
