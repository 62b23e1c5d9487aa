// What a window shows first: asked of the engine once, even before the window asks, and never in vain.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Service } from '../../main/app/handlers.ts';
import { clientOf, machine, type ContractClient } from '../harness/contract-client.ts';
import { openFakeEngine, type FakeEngine } from '../harness/fake-engine.ts';
import { eventually } from '../harness/eventually.ts';
import { serviceOver } from '../harness/service-over.ts';

let engine: FakeEngine;
let service: Service;
let client: ContractClient;
const leaving = new AbortController();

beforeEach(async () => {
  engine = await openFakeEngine({
    images: [{ Id: 'sha256:1', RepoTags: ['first:1'], Size: 1, Created: 1 }],
  });
  service = serviceOver(engine);
  client = clientOf(service);
});
afterEach(async () => {
  client.close();
  service.close();
  await engine.close();
});

const askedFor = (path: string) => engine.asked.filter((question) => question.startsWith(`GET ${path}`));

async function firstImages(): Promise<string[]> {
  for await (const { upsert } of client.images.watch({ machine }, leaving.signal))
    return upsert.flatMap(({ tags }) => tags);
  return [];
}

test('a host that expects a window asks for all its lists ahead, and the window gets them without another question', async () => {
  service.attend();
  for (const path of ['/containers/json', '/images/json', '/volumes', '/networks'])
    await eventually(`${path} is asked for`, 10_000, async () => askedFor(path).length > 0);
  expect(await firstImages()).toEqual(['first:1']);
  expect(engine.asked.indexOf(askedFor('/events')[0] ?? '')).toBeLessThan(
    engine.asked.indexOf(askedFor('/containers/json')[0] ?? ''),
  );
  expect(askedFor('/images/json')).toHaveLength(1);
  expect(askedFor('/containers/json')).toHaveLength(1);
});

test('an engine that answers everything but its events is shown all the same', async () => {
  engine.answer('GET /events', () => {});
  expect(await firstImages()).toEqual(['first:1']);
});
