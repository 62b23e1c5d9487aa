// Volumes in a real engine: made, measured, their files seen and taken out and in, and nothing else of the guest.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { all, contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
const volume = 'volumes-test';
let folder: string;
let client: ContractClient;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-volumes-'));
  client = contractClient(slipway);
});
beforeEach(() => docker(slipway, ['volume', 'rm', '-f', volume, 'volumes-other']));
afterAll(async () => {
  await docker(slipway, ['volume', 'rm', '-f', volume, 'volumes-other']);
  client.close();
  await rm(folder, { recursive: true });
});

const code = (name: string) => expect.objectContaining({ code: name });
/** Runs a script in a container that has the volume at /v. */
const within = (script: string, name = volume) =>
  dockerOutput(slipway, 'run', '--rm', '-v', `${name}:/v`, '-w', '/v', IMAGE, 'sh', '-c', script);

test('a volume is made with its labels, measured, told of, and removed unless a container has it', async () => {
  await client.volumes.create({ machine, volume, labels: { team: 'a' } });
  expect(await client.volumes.inspect({ machine, volume })).toMatchObject({ Labels: { team: 'a' } });
  await within('head -c 1000000 /dev/zero > zeros');
  expect((await client.volumes.sizes({ machine }))[volume]).toBe(1_000_000);
  const user = await dockerOutput(slipway, 'create', '-v', `${volume}:/v`, IMAGE, 'true');
  const volumes = [volume, 'volumes-none'];
  const refused = await client.volumes.remove({ machine, volumes });
  expect(refused).toMatchObject([{ error: { code: 'E_CONFLICT' } }, { error: { code: 'E_NOT_FOUND' } }]);
  await dockerOutput(slipway, 'rm', user);
  expect(await client.volumes.remove({ machine, volumes: [volume] })).toEqual([{ id: volume }]);
});

test('a prune takes the anonymous ones, and those with a name only when told so', async () => {
  await client.volumes.create({ machine, volume });
  const anonymous = await dockerOutput(slipway, 'volume', 'create');
  expect((await client.volumes.prune({ machine, all: false })).removed).toEqual([anonymous]);
  expect((await client.volumes.prune({ machine, all: true })).removed).toContain(volume);
});

describe('files', () => {
  test('are listed whatever their names are', async () => {
    await within(
      `mkdir d && echo hi > d/a && chmod 600 d/a && ln -s a d/l && echo > "d/$(printf 'x\\n81a4 5 5 y')"`,
    );
    const { entries, truncated } = await client.volumes.listFiles({ machine, volume, path: '/d' });
    expect(truncated).toBe(false);
    expect(entries.toSorted((one, other) => one.name.localeCompare(other.name))).toMatchObject([
      { name: 'a', kind: 'file', sizeBytes: 3, mode: 'rw-------' },
      { name: 'l', kind: 'link', linkTarget: 'a' },
      { name: 'x\n81a4 5 5 y', kind: 'file' },
    ]);
  });

  test('that are not there, or no folder, are told apart', async () => {
    await within('echo > a');
    const list = (path: string, name = volume) => client.volumes.listFiles({ machine, volume: name, path });
    await expect(list('/none')).rejects.toEqual(code('E_NOT_FOUND'));
    await expect(list('/a')).rejects.toEqual(code('E_USAGE'));
    await expect(list('/', 'volumes-none')).rejects.toEqual(code('E_NOT_FOUND'));
  });

  test('of the guest are out of reach, also by a link or by ..', async () => {
    await within('ln -s / root && ln -s ../../../../../../etc etc && mkdir d');
    const { entries } = await client.volumes.listFiles({ machine, volume, path: '/root' });
    expect(entries.map(({ name }) => name).toSorted()).toEqual(['bin', 'volume']);
    await expect(client.volumes.listFiles({ machine, volume, path: '/etc' })).rejects.toEqual(
      code('E_NOT_FOUND'),
    );
    const up = await client.volumes.listFiles({ machine, volume, path: '/d/../../..' });
    expect(up.entries.map(({ name }) => name)).toContain('d');
  });
});

describe('a back-up', () => {
  test('has owners, modes and links, and a restore gives them back', async () => {
    await within(
      'mkdir d && echo hi > d/a && chown 1234:55 d/a && chmod 4750 d/a && ln -s d/a l && ln d/a hard',
    );
    const file = join(folder, 'whole.tar');
    await all(client.volumes.backUp({ machine, volume, to: file }));
    await writeFile(`${file}.gz`, gzipSync(await readFile(file)));
    await all(client.volumes.restore({ machine, volume: 'volumes-other', from: `${file}.gz` }));
    const seen = await within('stat -c "%a %u %g %h" d/a && readlink l && cat hard', 'volumes-other');
    expect(seen).toBe('4750 1234 55 2\nd/a\nhi');
  });

  test('is not there if it was left, or something is at its place', async () => {
    await within('head -c 20000000 /dev/urandom > big');
    const stop = new AbortController();
    const leaving = async () => {
      const file = join(folder, 'left.tar');
      for await (const { doneBytes } of client.volumes.backUp({ machine, volume, to: file }, stop.signal))
        if (doneBytes > 0) stop.abort();
    };
    await expect(leaving()).rejects.toEqual(code('E_CANCELLED'));
    await writeFile(join(folder, 'mine.tar'), 'mine');
    const onto = all(client.volumes.backUp({ machine, volume, to: join(folder, 'mine.tar') }));
    await expect(onto).rejects.toEqual(code('E_CONFLICT'));
    await expect.poll(() => readdir(folder)).not.toContainEqual(expect.stringMatching(/left|part/));
  });

  test('of what is no tar, or damaged, is refused in words', async () => {
    const nonsense = join(folder, 'nonsense.tar');
    await writeFile(nonsense, 'nonsense'.repeat(1000));
    const restore = (from: string) => all(client.volumes.restore({ machine, volume, from }));
    await expect(restore(nonsense)).rejects.toMatchObject({ code: 'E_TOOL_FAILED', hint: expect.anything() });
    await writeFile(nonsense, gzipSync('x'.repeat(100_000)).subarray(0, 60));
    await expect(restore(nonsense)).rejects.toEqual(code('E_USAGE'));
  });

  test('cannot be written through a link that a container left', async () => {
    await within('ln -s /run/slipway-escape way');
    const tar = pack();
    tar.entry({ name: 'way/escaped' }, 'escaped');
    tar.finalize();
    const file = join(folder, 'hostile.tar');
    await writeFile(file, await buffer(tar));
    await all(client.volumes.restore({ machine, volume, from: file })).catch(() => {});
    expect((await slipway.cli(['ssh', 'ls', '/run/slipway-escape'])).code).not.toBe(0);
  });
});
