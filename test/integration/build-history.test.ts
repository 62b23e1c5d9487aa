// What is kept of builds: why the cache missed, the history, the builder's cache; on the command line as a person asks.

import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildRequest, MissReason } from '../../preload/contract/builds.ts';
import { buildToEnd, writeFiles, type Built } from '../harness/builds.ts';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
let client: ContractClient;
let folder: string;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-history-'));
  client = contractClient(slipway);
});
afterAll(async () => {
  client.close();
  const built = await dockerOutput(slipway, 'images', '-q', '--filter', 'reference=history-*');
  if (built !== '') await docker(slipway, ['rmi', '-f', ...new Set(built.split('\n'))]);
  await rm(folder, { recursive: true });
});

const missOf = ({ events }: Built): MissReason | undefined =>
  events.flatMap((event) => (event.kind === 'miss' ? [event.miss.reason] : []))[0];

test('why the cache missed is told: files, arguments, instructions, the base', async () => {
  const root = join(folder, 'miss');
  const name = 'history-miss';
  const base = 'history-base:1';
  await dockerOutput(slipway, 'tag', IMAGE, base);
  const dockerfile = `FROM ${base}\nARG WHERE=/app\nCOPY first /first\nCOPY src $WHERE\n`;
  await writeFiles(root, { Dockerfile: dockerfile, first: 'a', 'src/a': 'a', 'src/b': 'b', other: '' });
  const build = async (request: Partial<BuildRequest> = {}) =>
    missOf(await buildToEnd(client, { tags: [name], ...request, source: { kind: 'folder', path: root } }));

  expect(await build()).toEqual({ kind: 'first' });
  expect(await build()).toBeUndefined();
  // A file that was only written again, and one that no step takes.
  await utimes(join(root, 'src/a'), 1, 1);
  await writeFiles(root, { other: 'changed' });
  expect(await build()).toBeUndefined();

  await writeFiles(root, { 'src/a': 'A', 'src/new': '' });
  const more = { removed: [], more: 0 };
  expect(await build()).toEqual({ kind: 'files', changed: ['src/a'], added: ['src/new'], ...more });

  const args = [{ name: 'WHERE', value: '/elsewhere' }];
  expect(await build({ args })).toEqual({ kind: 'argument', name: 'WHERE', after: '/elsewhere' });

  await writeFiles(root, { Dockerfile: dockerfile.replace('/first', '/other') });
  expect(await build()).toEqual({
    kind: 'instruction',
    before: 'COPY first /first',
    after: 'COPY first /other',
    line: 3,
  });

  // The same name, another image.
  const id = await dockerOutput(slipway, 'create', IMAGE, 'true');
  await dockerOutput(slipway, 'cp', join(root, 'first'), `${id}:/added`);
  await dockerOutput(slipway, 'commit', id, base);
  await dockerOutput(slipway, 'rm', id);
  expect(await build()).toMatchObject({ kind: 'base', image: expect.stringContaining(base) });
  expect(await build({ noCache: true })).toEqual({ kind: 'no-cache' });
});

test('it is told of the classic builder as well', async () => {
  const root = join(folder, 'miss-classic');
  await writeFiles(root, { Dockerfile: `FROM ${IMAGE}\nLABEL a=b\nCOPY a /a\n`, a: 'a' });
  const source = { kind: 'folder', path: root } as const;
  const build = () => buildToEnd(client, { tags: ['history-classic'], classic: true, source });
  expect(missOf(await build())).toEqual({ kind: 'first' });
  const { steps } = await build();
  expect([...steps.values()].map(({ state }) => state)).toEqual(['done', 'cached', 'cached']);
  await writeFiles(root, { a: 'b' });
  expect(missOf(await build())).toMatchObject({ kind: 'files', changed: ['a'] });
});

describe('the history', () => {
  test('has each build with what became of it, and tells it once more', async () => {
    const root = await writeFiles(join(folder, 'kept'), { Dockerfile: `FROM ${IMAGE}\nCOPY a /a\n`, a: '' });
    const source = { kind: 'folder', path: root } as const;
    const secrets = [{ id: 's', from: { kind: 'value' as const, value: 'canary-of-a-secret' } }];
    const built = await buildToEnd(client, { source, tags: ['history-kept:1'], secrets });
    await writeFiles(root, { Dockerfile: `FROM ${IMAGE}\nCOPY b /a\n` });
    const failed = await buildToEnd(client, { source, tags: ['history-kept:1'] });

    const rows = await client.builds.list({ machine });
    expect(rows.slice(0, 2)).toMatchObject([
      { id: failed.build, name: 'history-kept', state: 'failed', error: { code: 'E_BUILD_FAILED' } },
      {
        id: built.build,
        state: 'built',
        steps: { total: 1, cached: 0 },
        miss: { reason: { kind: 'first' } },
      },
    ]);
    // Another program of the same home, some time later.
    const { stderr, code } = await slipway.cli(['build', 'show', failed.build]);
    expect(code).toBe(0);
    expect(stderr).toContain('> 2 | COPY b /a');
    expect(await slipway.output('build', 'ls')).toMatch(new RegExp(`${failed.build} +history-kept +failed`));

    const request = await client.builds.request({ machine, build: built.build });
    expect(JSON.stringify(request)).not.toContain('canary');
    await client.builds.forget({ machine, builds: [failed.build] });
    expect((await client.builds.list({ machine })).map(({ id }) => id)).not.toContain(failed.build);
    await expect(client.builds.request({ machine, build: failed.build })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});

describe('on the command line', () => {
  test('a build says its steps, names its image, and can be asked for again', async () => {
    const root = await writeFiles(join(folder, 'cli'), {
      'build/Dockerfile': `FROM ${IMAGE}\nARG A\nLABEL a=$A\nCOPY a /a\n`,
      'app/a': 'a',
    });
    const words = ['build', '-t', 'history-cli:1', '--build-arg', 'A=given', '-f', 'build/Dockerfile', 'app'];
    const { code, stdout, stderr } = await slipway.cli(words, { cwd: root });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'history-cli:1\n' });
    expect(stderr).toMatch(/^✔ \[2\/2\] COPY a \/a +\d+\.\d s$/m);
    expect(stderr).toContain('why line 4 ran: no build of this name is known');
    expect(await dockerOutput(slipway, 'inspect', '-f', '{{.Config.Labels.a}}', 'history-cli:1')).toBe(
      'given',
    );

    const [row] = await client.builds.list({ machine });
    const again = JSON.parse(await slipway.output('build', 'again', '--json', row?.id ?? '')) as object;
    expect(again).toMatchObject({
      image: row?.image,
      tags: ['history-cli:1'],
      steps: expect.arrayContaining([expect.objectContaining({ name: '[2/2] COPY a /a', state: 'cached' })]),
    });
  });

  test('a failed build ends with 1 and its code, a wrong line with 2', async () => {
    const root = await writeFiles(join(folder, 'cli-failed'), { Dockerfile: `FROM ${IMAGE}\nCOPY no /a\n` });
    const { code, stdout, stderr } = await slipway.cli(['build', '--json', root]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'E_BUILD_FAILED', hint: expect.stringContaining('.dockerignore') },
      failure: { source: { from: 2 } },
    });
    expect(stderr).toContain('✖ [2/2] COPY no /a');
    expect((await slipway.cli(['build', '--dirty', root])).code).toBe(2);
  });
});

test('the builder’s cache is listed, and freed by entry, by size and by age', async () => {
  const entries = await client.builds.cache({ machine });
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.map(({ sizeBytes }) => sizeBytes)).toEqual(
    entries.map(({ sizeBytes }) => sizeBytes).toSorted((one, other) => other - one),
  );
  const one = entries.find(({ kind, inUse }) => kind === 'source.local' && !inUse);
  expect(one).toMatchObject({
    description: expect.stringContaining('local source'),
    usageCount: expect.any(Number),
  });
  const prune = { entries: [], all: false };
  const byEntry = await client.builds.pruneCache({ machine, prune: { ...prune, entries: [one?.id ?? ''] } });
  expect(byEntry.removed).toEqual([one?.id]);
  // What no build has used yet counts as unused, however young: BuildKit knows no moment of its last use.
  const neverUsed = (await client.builds.cache({ machine })).filter(({ usageCount }) => usageCount === 0);
  const unused = await client.builds.pruneCache({ machine, prune: { ...prune, unusedForMs: 3_600_000 } });
  expect(neverUsed.map(({ id }) => id)).toEqual(expect.arrayContaining(unused.removed));
  const fits = await client.builds.pruneCache({ machine, prune: { ...prune, all: true, keepBytes: 1e12 } });
  expect(fits.removed).toEqual([]);

  const before = new Set((await client.builds.cache({ machine })).map(({ id }) => id));
  const pruned = JSON.parse(await slipway.output('build', 'cache', 'prune', '--yes', '--json')) as {
    removed: string[];
  };
  expect(pruned.removed.length).toBeGreaterThan(0);
  expect(pruned.removed.every((id) => before.has(id))).toBe(true);
});
