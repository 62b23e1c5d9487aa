// Ten thousand containers, five thousand images, a thousand events a second: the engine is asked for two lists a second at
// most, and never for what is dear to it (fault 69).

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListChange } from '../../preload/contract/lists.ts';
import { machine, type ContractClient } from '../harness/contract-client.ts';
import {
  openFakeEngine,
  type EngineContent,
  type EngineNews,
  type FakeEngine,
} from '../harness/fake-engine.ts';
import { clientOver } from '../harness/service-over.ts';

const CONTAINERS = 10_000;
const IMAGES = 5_000;
const EVENTS_A_SECOND = 1000;
const FLOOD_MS = 4000;
const TICK_MS = 50;
const hex = (index: number) => index.toString(16).padStart(64, '0');

let engine: FakeEngine;
let client: ContractClient;
const leaving = new AbortController();

beforeAll(async () => {
  engine = await openFakeEngine({
    containers: Array.from({ length: CONTAINERS }, (_, index) => container(index)),
    images: Array.from({ length: IMAGES }, (_, index) => ({
      Id: `sha256:${hex(index)}`,
      RepoTags: [`registry.example/app-${index}:latest`],
      Size: 1,
      Created: 1,
    })),
  });
  client = clientOver(engine);
});
afterAll(async () => {
  leaving.abort();
  client.close();
  await engine.close();
});

/** Follows a list as a window does. */
function follow<Row>(changes: AsyncIterable<ListChange<Row>>, keyOf: (row: Row) => string) {
  const rows = new Map<string, Row>();
  let whole = () => {};
  const isWhole = new Promise<void>((resolve) => (whole = resolve));
  const take = async () => {
    for await (const { reset, complete, upsert, remove } of changes) {
      if (reset) rows.clear();
      for (const key of remove) rows.delete(key);
      for (const row of upsert) rows.set(keyOf(row), row);
      if (complete) whole();
    }
  };
  void take().catch(() => {});
  return { rows, isWhole };
}

test('lists are whole, and stay cheap for the engine while it is in a flood of events', async () => {
  const containers = follow(client.containers.watch({ machine }, leaving.signal), ({ id }) => id);
  const images = follow(client.images.watch({ machine }, leaving.signal), ({ id }) => id);
  const others = [
    follow(client.volumes.watch({ machine }, leaving.signal), ({ name }) => name),
    follow(client.networks.watch({ machine }, leaving.signal), ({ id }) => id),
  ];
  await Promise.all([containers, images, ...others].map(({ isWhole }) => isWhole));
  expect([containers.rows.size, images.rows.size]).toEqual([CONTAINERS, IMAGES]);

  const asked = engine.asked.length;
  const floodMs = await flood();
  const questions = engine.asked.slice(asked);
  const perSecond = new Map<string, number>();
  for (const question of questions) {
    const path = question.replace(/\?.*/, '');
    perSecond.set(path, (perSecond.get(path) ?? 0) + 1000 / floodMs);
  }
  // Those that were asked for before the flood ended are one more.
  for (const path of ['GET /containers/json', 'GET /images/json', 'GET /volumes', 'GET /networks'])
    expect(perSecond.get(path) ?? 0).toBeLessThanOrEqual(2 + 1000 / floodMs);
  expect(perSecond.get('GET /containers/json')).toBeGreaterThan(0);
  expect(engine.asked.filter((question) => question.includes('size='))).toEqual([]);
  expect(
    [...perSecond.keys()].filter((path) => /^GET \/(containers|images)\/[^/]+\/json$/.test(path)),
  ).toEqual([]);

  // What was changed last is told in the end.
  const { id } = change(0, 'the end');
  engine.tell([news('start', id)]);
  await expect.poll(() => containers.rows.get(id)?.status, { timeout: 20_000, interval: 50 }).toBe('the end');
});

/** Containers start, end, come and go. @returns how long it took */
function flood(): Promise<number> {
  const beganMs = performance.now();
  let told = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - beganMs;
      const due = Math.floor((Math.min(elapsedMs, FLOOD_MS) / 1000) * EVENTS_A_SECOND) - told;
      engine.tell(
        Array.from({ length: due }, (_, index) => {
          const at = (told + index) * 7;
          const { id } = change(at % CONTAINERS, `Up ${at} seconds`);
          return news(at % 10 === 0 ? 'create' : 'die', id);
        }),
      );
      told += due;
      if (elapsedMs < FLOOD_MS) return;
      clearInterval(timer);
      resolve(elapsedMs);
    }, TICK_MS);
  });
}

function change(index: number, status: string): { id: string } {
  const row = engine.content.containers[index];
  if (row !== undefined) row.Status = status;
  return { id: hex(index) };
}

function news(action: string, id: string): EngineNews {
  return { Type: 'container', Action: action, Actor: { ID: id, Attributes: {} } };
}

function container(index: number): EngineContent['containers'][number] {
  return {
    Id: hex(index),
    Names: [`/container-${index}`],
    Image: `registry.example/app-${index % IMAGES}:latest`,
    ImageID: `sha256:${hex(index % IMAGES)}`,
    Command: 'serve --port 80',
    Created: 1_764_000_000,
    State: 'running',
    Status: 'Up 2 hours',
    Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 10_000 + index, Type: 'tcp' }],
    Labels: { 'com.docker.compose.project': `project-${index % 40}` },
  };
}
