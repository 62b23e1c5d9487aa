// What speaks at the engine's port may be no engine, or a broken one: every answer is an error with a code, nothing
// crashes, and our memory is not theirs to fill (fault 67).

import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { all, machine, type ContractClient } from '../harness/contract-client.ts';
import { openFakeEngine, type Answer, type FakeEngine } from '../harness/fake-engine.ts';
import { clientOver } from '../harness/service-over.ts';

const ID = 'a'.repeat(64);
const MiB = 1024 * 1024;
const HTML = '<html><body><h1>502 Bad Gateway</h1><p>/usr/share/nginx</p></body></html>';

let engine: FakeEngine;
let client: ContractClient;
const surprises: unknown[] = [];
const surprise = (thrown: unknown) => surprises.push(thrown);

beforeAll(async () => {
  process.on('unhandledRejection', surprise);
  process.on('uncaughtException', surprise);
  engine = await openFakeEngine();
});
afterAll(async () => {
  process.off('unhandledRejection', surprise);
  process.off('uncaughtException', surprise);
  await engine.close();
  expect(surprises).toEqual([]);
});
beforeEach(() => {
  engine.answerAll(undefined);
  client = clientOver(engine);
  return () => client.close();
});

/** The first snapshot of a list, or what it fails with. */
async function firstOf(changes: AsyncIterable<unknown>): Promise<unknown> {
  for await (const change of changes) return change;
  return undefined;
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it was answered',
    (thrown: unknown) => (thrown instanceof SlipwayError ? thrown.code : thrown),
  );

/** Everything that is asked of an engine, but for what is only a stream of bytes. */
const QUESTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  containers: () => firstOf(client.containers.watch({ machine })),
  images: () => firstOf(client.images.watch({ machine })),
  volumes: () => firstOf(client.volumes.watch({ machine })),
  networks: () => firstOf(client.networks.watch({ machine })),
  account: () => client.containers.inspect({ machine, id: ID }),
  runLine: () => client.containers.asRun({ machine, id: ID }),
  processes: () => client.containers.processes({ machine, id: ID }),
  log: () => all(client.containers.logs({ machine, ids: [ID], follow: true })),
  terminal: () =>
    all(client.containers.openTerminal({ machine, id: ID, command: ['sh'], columns: 80, rows: 24 })),
  prune: () => client.containers.prune({ machine }),
  sizes: () => client.volumes.sizes({ machine }),
  history: () => client.images.history({ machine, image: 'x' }),
  pull: () => all(client.images.pull({ machine, image: 'x' })),
  version: () => client.machines.engine({ machine }),
};

/** An answer cut in the middle of a chunk. */
const cut: Answer = (_, response) => {
  response.write('[{"Id":"aaaa", "Na');
  response.socket?.end();
  response.destroy();
};

const NO_ENGINE = /^(E_ANSWER_INVALID|E_ENGINE_REFUSED)$/;
/** Where the connection breaks, nobody is there. */
const GONE = /^(E_ENGINE_UNREACHABLE|E_ANSWER_INVALID)$/;

describe('every question is answered with a code, where the engine says', () => {
  test.each<[string, Answer, RegExp]>([
    ['bad JSON', (_, response) => response.end('[{"Id":'), NO_ENGINE],
    ['null', (_, response) => response.end('null'), NO_ENGINE],
    ['a number', (_, response) => response.end('7'), NO_ENGINE],
    ['a list of nulls', (_, response) => response.end('[null]'), NO_ENGINE],
    ['a page of HTML', (_, response) => response.end(HTML), NO_ENGINE],
    ['nothing at all', (_, response) => response.end(), NO_ENGINE],
    ['500 and HTML', (_, response) => response.writeHead(500).end(HTML), NO_ENGINE],
    ['half a chunk', cut, GONE],
  ])('%s', async (_what, answer, code) => {
    engine.answerAll(answer);
    const asked = Object.entries(QUESTIONS).map(async ([name, ask]) => [name, await failure(ask())]);
    const told = Object.fromEntries(await Promise.all(asked)) as Record<string, unknown>;
    const expected = Object.keys(QUESTIONS).map((name) => [name, expect.stringMatching(code)]);
    expect(told).toEqual(Object.fromEntries(expected));
  });
});

test('500 and HTML tells none of the page', async () => {
  engine.answerAll((_, response) => response.writeHead(500).end(HTML));
  await expect(client.containers.inspect({ machine, id: ID })).rejects.toMatchObject({
    message: `the answer to GET /containers/${ID}/json is 500 and no words of an engine's`,
  });
});

describe('a body that does not end', () => {
  /** Writes as fast as it is read. @returns how far it came */
  function flood(response: ServerResponse, bytes: number, onPiece: () => void): void {
    const piece = Buffer.alloc(MiB / 4, ' ');
    let written = 0;
    const more = () => {
      while (written < bytes && !response.destroyed) {
        written += piece.length;
        onPiece();
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  }

  /** By how many MiB this process grew at most while everything was answered with 200 MiB. */
  async function growthWhile(status: number, ask: () => Promise<unknown>): Promise<number> {
    // What the first answers cost is not this one's: code that is loaded, buffers that stay.
    for (let round = 0; round < 3; round += 1) {
      engine.answerAll((_, response) => flood(response, 16 * MiB, () => {}));
      await failure(client.containers.inspect({ machine, id: ID }));
    }
    const beforeBytes = process.memoryUsage.rss();
    let mostBytes = beforeBytes;
    const look = () => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss()));
    engine.answerAll((_, response) => flood(response.writeHead(status), 200 * MiB, look));
    await ask();
    return (mostBytes - beforeBytes) / MiB;
  }
  const account = () => client.containers.inspect({ machine, id: ID });

  test.each([200, 500])('is given up in time (status %i)', async (status) => {
    const growth = await growthWhile(status, async () =>
      expect(await failure(account())).toBe('E_ANSWER_INVALID'),
    );
    expect(growth).toBeLessThan(50);
  });

  test('to many questions at once is not read as many times', async () => {
    const growth = await growthWhile(200, async () => {
      const told = await Promise.all(Array.from({ length: 10 }, () => failure(account())));
      expect(new Set(told)).toEqual(new Set(['E_ANSWER_INVALID']));
    });
    // One after the other; what was given up is garbage for a while.
    expect(growth).toBeLessThan(150);
  });

  test('of events ends the connection, and the lists are fetched anew over the next one', async () => {
    engine.answer('GET /events', (_, response) => {
      engine.answer('GET /events', undefined);
      response.write('{'.padEnd(2 * MiB, 'x'));
    });
    const changes = client.containers.watch({ machine })[Symbol.asyncIterator]();
    expect((await changes.next()).value).toMatchObject({ upsert: [] });
    engine.content.containers.push(container('late'));
    expect((await changes.next()).value).toMatchObject({ upsert: [{ name: 'late' }] });
    engine.content.containers.pop();
  });
});

test('an account that is too long for a message costs its asker the answer, not the connection', async () => {
  engine.answer(`GET /containers/${ID}/json`, (_, response) =>
    response.end(JSON.stringify({ Config: { Labels: { long: 'x'.repeat(5 * MiB) } } })),
  );
  expect(await failure(client.containers.inspect({ machine, id: ID }))).toBe('E_ANSWER_INVALID');
  expect(await firstOf(client.containers.watch({ machine }))).toMatchObject({ complete: true });
});

test('labels of a megabyte each come in as many messages as it takes', async () => {
  const label = 'x'.repeat(MiB);
  engine.content.volumes.push(
    ...Array.from({ length: 8 }, (_, index) => ({
      Name: `v${index}`,
      Driver: 'local',
      Mountpoint: '/v',
      Labels: { label },
    })),
  );
  const names: string[] = [];
  for await (const { upsert, complete } of client.volumes.watch({ machine })) {
    names.push(...upsert.map(({ name }) => name));
    if (complete) break;
  }
  expect(names).toHaveLength(8);
});

test('what is well again is shown again, without anything being opened anew', async () => {
  engine.answer('GET /containers/json', (_, response) => response.end(HTML));
  expect(await failure(firstOf(client.containers.watch({ machine })))).toBe('E_ANSWER_INVALID');
  engine.answer('GET /containers/json', undefined);
  const changes = client.containers.watch({ machine })[Symbol.asyncIterator]();
  expect((await changes.next()).value).toMatchObject({ complete: true });
  // A list that is shown stays while answers are nonsense, and goes on from there.
  engine.answer('GET /containers/json', (_, response) => {
    engine.answer('GET /containers/json', undefined);
    engine.content.containers.push(container('new'));
    response.end(HTML);
  });
  engine.tell([{ Type: 'container', Action: 'create', Actor: { ID, Attributes: {} } }]);
  expect((await changes.next()).value).toMatchObject({ reset: false, upsert: [{ name: 'new' }] });
});

function container(name: string) {
  return {
    Id: ID,
    Names: [`/${name}`],
    Image: 'x',
    ImageID: 'sha256:x',
    Command: 'x',
    Created: 1,
    State: 'running',
    Status: 'Up 1 second',
    Ports: [],
    Labels: {},
  };
}
