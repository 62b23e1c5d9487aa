// The docker CLI takes our context for its own: it reads, uses and removes it, and would have written the same bytes.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureCertificates } from '../../main/certs/bundle.ts';
import {
  inspectDockerContext,
  removeDockerContext,
  useDockerContext,
  writeDockerContext,
} from '../../main/env/context.ts';
import { run } from '../../main/lib/exec.ts';

let home: string;
let certs: string;
const store = (name: string) => ({ DOCKER_CONFIG: join(home, name) });
const access = () => ({ machine: 'default', port: 2376, certs });

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-context-'));
  certs = join(home, 'certs');
  await ensureCertificates({ folder: join(home, 'default'), certs, authority: join(home, 'authority') });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const docker = async (env: { DOCKER_CONFIG: string }, ...args: string[]) =>
  (await run('docker', args, { env, timeoutMs: 30_000 })).stdout;

/** Docker 20.10 has no `context show` yet. */
const currentOf = async (env: { DOCKER_CONFIG: string }) =>
  (await docker(env, 'context', 'ls', '--format', '{{if .Current}}{{.Name}}{{end}}')).trim();

async function createByDocker(env: { DOCKER_CONFIG: string }) {
  const tls = `ca=${join(certs, 'ca.pem')},cert=${join(certs, 'cert.pem')},key=${join(certs, 'key.pem')}`;
  const endpoint = `host=tcp://127.0.0.1:2376,${tls}`;
  const words = ['--description', 'Slipway machine default', '--docker', endpoint];
  await docker(env, 'context', 'create', 'slipway', ...words);
}

/** Every path of a store with its mode and contents. */
async function snapshot({ DOCKER_CONFIG }: { DOCKER_CONFIG: string }): Promise<string[]> {
  const contexts = join(DOCKER_CONFIG, 'contexts');
  const names = (await readdir(contexts, { recursive: true })).sort();
  const described = names.map(async (name) => {
    const found = await stat(join(contexts, name));
    const mode = (found.mode & 0o777).toString(8);
    return `${name} ${mode} ${found.isFile() ? await readFile(join(contexts, name), 'utf8') : ''}`;
  });
  return Promise.all(described);
}

describe('the store', () => {
  test('is byte for byte and mode for mode as `docker context create` makes it', async () => {
    await createByDocker(store('theirs'));
    await writeDockerContext(access(), store('ours'));
    expect(await snapshot(store('ours'))).toEqual(await snapshot(store('theirs')));
  });

  test('is as empty as after `docker context rm` once we have removed ours', async () => {
    await createByDocker(store('theirs'));
    await docker(store('theirs'), 'context', 'rm', 'slipway');
    await writeDockerContext(access(), store('ours'));
    await removeDockerContext('default', store('ours'));
    expect(await snapshot(store('ours'))).toEqual(await snapshot(store('theirs')));
  });
});

describe('docker', () => {
  test('inspects ours', async () => {
    await writeDockerContext(access(), store('ours'));
    const [inspected] = JSON.parse(await docker(store('ours'), 'context', 'inspect', 'slipway')) as unknown[];
    expect(inspected).toMatchObject({
      Name: 'slipway',
      Metadata: { Description: 'Slipway machine default' },
      Endpoints: { docker: { Host: 'tcp://127.0.0.1:2376', SkipTLSVerify: false } },
      TLSMaterial: { docker: ['ca.pem', 'cert.pem', 'key.pem'] },
    });
  });

  test('uses and removes ours', async () => {
    const env = store('ours');
    await writeDockerContext(access(), env);
    await docker(env, 'context', 'use', 'slipway');
    expect(await inspectDockerContext('default', env)).toMatchObject({ owner: 'ours', isCurrent: true });
    await docker(env, 'context', 'use', 'default');
    expect(await inspectDockerContext('default', env)).toMatchObject({ isCurrent: false });
    await docker(env, 'context', 'rm', 'slipway');
    expect(await inspectDockerContext('default', env)).toMatchObject({ owner: 'absent' });
  });

  test('follows when we make ours current, and is back at its default once ours is gone', async () => {
    const env = store('ours');
    await writeDockerContext(access(), env);
    const configFile = join(env.DOCKER_CONFIG, 'config.json');
    await writeFile(configFile, '{\n\t"auths": {},\n\t"psFormat": "{{.ID}}"\n}');
    await useDockerContext('default', env);
    expect(await currentOf(env)).toBe('slipway');
    await removeDockerContext('default', env);
    expect(await currentOf(env)).toBe('default');
    expect(await readFile(configFile, 'utf8')).toBe('{\n\t"auths": {},\n\t"psFormat": "{{.ID}}"\n}');
  });

  test("has a context of our name already: it stays the user's", async () => {
    const env = store('ours');
    await docker(env, 'context', 'create', 'slipway', '--docker', 'host=tcp://10.0.0.1:2375');
    const before = await snapshot(env);
    expect(await writeDockerContext(access(), env)).toMatchObject({ kind: 'foreign' });
    expect(await removeDockerContext('default', env)).toMatchObject({ kind: 'foreign' });
    expect(await snapshot(env)).toEqual(before);
  });
});
