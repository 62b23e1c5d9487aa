// Images in a real engine: from a registry and to one, to a tar and back, named, looked into and removed.

import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSsh, type SshConnection } from '../../main/ssh/client.ts';
import type { PullEvent } from '../../preload/contract/images.ts';
import { all, contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { startRegistry, type FakeRegistry } from '../harness/registry.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
/** Where the guest finds our registry: plain HTTP is allowed to its own 127.0.0.1 only. */
const REGISTRY = '127.0.0.1:5999';
const FORWARD =
  'socat TCP-LISTEN:5999,bind=127.0.0.1,fork,reuseaddr "TCP:10.0.2.2:$1" & cat >/dev/null; kill $!';

let folder: string;
let client: ContractClient;
let registry: FakeRegistry;
let ssh: SshConnection;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-images-'));
  client = contractClient(slipway);
  registry = await startRegistry();
  const { ports } = await slipway.info();
  ssh = await connectSsh({ port: ports.ssh, paths: slipway.paths() });
  await ssh.open(['sh', '-c', FORWARD, 'sh', String(registry.port)]);
});
afterAll(async () => {
  const tags = await dockerOutput(slipway, 'images', '--format', '{{.Repository}}:{{.Tag}}');
  const ours = tags.split('\n').filter((tag) => /^(127\.0\.0\.1:5999\/|images-)/.test(tag));
  if (ours.length > 0) await docker(slipway, ['rmi', '-f', ...ours]);
  ssh.dispose();
  registry.close();
  client.close();
  await rm(folder, { recursive: true });
});

const code = (name: string) => expect.objectContaining({ code: name });
const layersOf = (events: readonly PullEvent[]) =>
  events.flatMap((event) => (event.kind === 'layers' ? event.layers : []));
const hasImage = async (image: string) => (await docker(slipway, ['image', 'inspect', image])).code === 0;

/** Makes an image whose one layer no other has. The engine tells how a layer comes every 512 KiB, so it is longer. */
async function makeImage(name: string): Promise<void> {
  const file = join(folder, 'own.tar');
  const tar = pack();
  tar.entry({ name: 'own' }, randomBytes(3 * 1024 * 1024));
  tar.finalize();
  await writeFile(file, await buffer(tar));
  await all(client.images.import({ machine, from: file, as: name }));
}

const idOf = async (image: string) => (await client.images.inspect({ machine, image }))['Id'];

describe('a registry', () => {
  test('gets an image, layer by layer, and gives it back', async () => {
    const image = `${REGISTRY}/team/app:1`;
    await makeImage(image);
    const id = await idOf(image);
    const pushed = await all(client.images.push({ machine, image }));
    expect(layersOf(pushed).map(({ status }) => status)).toContain('Pushed');
    await dockerOutput(slipway, 'rmi', image);

    const pulled = await all(client.images.pull({ machine, image }));
    expect(layersOf(pulled).map(({ status }) => status)).toContain('Pull complete');
    expect(pulled.at(-1)).toMatchObject({
      kind: 'status',
      text: expect.stringContaining('Status: Downloaded'),
    });
    expect(await idOf(image)).toBe(id);
  });

  test('that has no such image, or cannot be reached, is told apart', async () => {
    const absent = all(client.images.pull({ machine, image: `${REGISTRY}/team/app:nosuch` }));
    await expect(absent).rejects.toEqual(code('E_NOT_FOUND'));
    await expect(all(client.images.pull({ machine, image: '127.0.0.1:1/app' }))).rejects.toMatchObject({
      code: 'E_ENGINE_REFUSED',
      message: expect.stringContaining('connection refused'),
      hint: expect.stringContaining('cannot reach the registry'),
    });
  });

  test('is left in the middle of a layer: the engine stops as well', async () => {
    const image = `${REGISTRY}/team/app:1`;
    await docker(slipway, ['rmi', '-f', image]);
    const halves = registry.sendHalves();
    const stop = new AbortController();
    const pulled = all(client.images.pull({ machine, image }, stop.signal));
    await Promise.race([halves.sent, pulled]);
    stop.abort();
    await expect(pulled).rejects.toEqual(code('E_CANCELLED'));
    await halves.left;
    expect(await hasImage(image)).toBe(false);
  });

  test('that wants a login says so, with what to do', async () => {
    registry.askForLogin();
    await expect(all(client.images.pull({ machine, image: `${REGISTRY}/team/app:2` }))).rejects.toMatchObject(
      {
        hint: expect.stringContaining('login'),
      },
    );
  });
});

describe('a tar file', () => {
  test('holds several images, whole, and gives them back with their names', async () => {
    const [one, two, file] = ['images-tar:1', 'images-tar:2', join(folder, 'two.tar')];
    await dockerOutput(slipway, 'tag', IMAGE, one);
    await dockerOutput(slipway, 'tag', IMAGE, two);
    const told = await all(client.images.save({ machine, images: [one, two], to: file }));
    expect(told.at(-1)).toEqual({ doneBytes: (await stat(file)).size });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await dockerOutput(slipway, 'rmi', one, two);

    const loaded = await all(client.images.load({ machine, from: file }));
    expect(loaded.at(-1)?.loaded?.toSorted()).toEqual([one, two]);
    expect(loaded.at(-1)?.doneBytes).toBe(loaded.at(-1)?.totalBytes);
    expect(await hasImage(one)).toBe(true);
  });

  test('is not overwritten, and not left half written', async () => {
    const file = join(folder, 'there.tar');
    await writeFile(file, 'mine');
    await expect(all(client.images.save({ machine, images: [IMAGE], to: file }))).rejects.toEqual(
      code('E_CONFLICT'),
    );
    await expect(
      all(client.images.save({ machine, images: ['images-none:1'], to: join(folder, 'none.tar') })),
    ).rejects.toEqual(code('E_NOT_FOUND'));
    expect((await readdir(folder)).filter((name) => /none|part/.test(name))).toEqual([]);
  });

  test('of a root file system becomes an image; nonsense becomes none', async () => {
    const file = join(folder, 'root.tar');
    const id = await dockerOutput(slipway, 'create', IMAGE, 'true');
    await dockerOutput(slipway, 'export', '-o', file, id);
    await dockerOutput(slipway, 'rm', id);
    await all(client.images.import({ machine, from: file, as: 'images-import:1' }));
    expect(await dockerOutput(slipway, 'run', '--rm', 'images-import:1', '/bin/busybox', 'echo', 'hi')).toBe(
      'hi',
    );
    const bad = join(folder, 'bad.tar');
    await writeFile(bad, 'nonsense'.repeat(1000));
    await expect(all(client.images.import({ machine, from: bad, as: 'images-bad:1' }))).rejects.toEqual(
      code('E_ENGINE_REFUSED'),
    );
    const cut = await open(file, 'r+');
    await cut.truncate(700_000);
    await cut.close();
    await expect(all(client.images.load({ machine, from: file }))).rejects.toEqual(code('E_ENGINE_REFUSED'));
  });
});

describe('an image', () => {
  test('is looked into: its steps and the engine’s own account', async () => {
    const steps = await client.images.history({ machine, image: IMAGE });
    expect(steps[0]?.tags).toContain(IMAGE);
    expect(steps[0]?.sizeBytes).toBeGreaterThan(100_000);
    expect(await client.images.inspect({ machine, image: IMAGE })).toMatchObject({ Os: 'linux' });
    await expect(client.images.history({ machine, image: 'images-none:1' })).rejects.toEqual(
      code('E_NOT_FOUND'),
    );
  });

  test('is removed by each of its names; what is in use stays, and each outcome is told', async () => {
    await dockerOutput(slipway, 'import', join(folder, 'two.tar'), 'images-rm:1');
    await dockerOutput(slipway, 'tag', 'images-rm:1', 'images-rm:2');
    const used = await dockerOutput(slipway, 'create', 'images-import:1', '/bin/true');
    const images = ['images-rm:1', 'images-rm:2', 'images-import:1', 'images-none:1'];
    const outcomes = await client.images.remove({ machine, images, force: false });
    await dockerOutput(slipway, 'rm', used);
    expect(outcomes).toMatchObject([
      { id: 'images-rm:1', removed: ['images-rm:1'] },
      { id: 'images-rm:2', removed: expect.arrayContaining([expect.stringMatching(/^sha256:/)]) },
      { id: 'images-import:1', removed: [], error: { code: 'E_CONFLICT' } },
      { id: 'images-none:1', error: { code: 'E_NOT_FOUND' } },
    ]);
  });

  test('without a name is pruned, and what that freed is told', async () => {
    const id = await dockerOutput(slipway, 'import', join(folder, 'two.tar'));
    const { removed, freedBytes } = await client.images.prune({ machine, all: false });
    expect(removed).toContain(id);
    expect(freedBytes).toBeGreaterThan(100_000);
    expect(await hasImage(IMAGE)).toBe(true);
  });
});
