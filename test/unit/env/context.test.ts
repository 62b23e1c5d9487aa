// The docker context of a machine: written once, followed, taken away, and never somebody else's.

import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  contextName,
  dockerFolder,
  inspectDockerContext,
  removeDockerContext,
  useDockerContext,
  writeDockerContext,
} from '../../../main/env/context.ts';

let home: string;
let env: { DOCKER_CONFIG: string };
const access = () => ({ machine: 'default', port: 2376, certs: join(home, 'certs') });
const metaFolder = () => join(env.DOCKER_CONFIG, 'contexts', 'meta');
const configFile = () => join(env.DOCKER_CONFIG, 'config.json');

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-context-'));
  env = { DOCKER_CONFIG: join(home, 'docker') };
  await mkdir(join(home, 'certs'));
  for (const file of ['ca', 'cert', 'key'])
    await writeFile(join(home, 'certs', `${file}.pem`), `${file} 1\n`);
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function metaFile(): Promise<string> {
  const [id = ''] = await readdir(metaFolder());
  return join(metaFolder(), id, 'meta.json');
}

async function listing(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  return names.sort();
}

test('the default machine is `slipway` to docker, another is `slipway-NAME`', () => {
  expect(contextName('default')).toBe('slipway');
  expect(contextName('dev')).toBe('slipway-dev');
});

test('DOCKER_CONFIG is honoured, else ~/.docker is meant', () => {
  expect(dockerFolder({ DOCKER_CONFIG: '/x', HOME: '/home/ses' })).toBe('/x');
  expect(dockerFolder({ HOME: '/home/ses' })).toBe('/home/ses/.docker');
});

describe('writing', () => {
  test('says what it did, and does nothing the second time', async () => {
    expect(await writeDockerContext(access(), env)).toEqual({ name: 'slipway', kind: 'written' });
    expect(await writeDockerContext(access(), env)).toEqual({ name: 'slipway', kind: 'kept' });
    expect(await inspectDockerContext('default', env)).toEqual({
      name: 'slipway',
      owner: 'ours',
      isCurrent: false,
    });
  });

  test('follows another port and new certificates', async () => {
    await writeDockerContext(access(), env);
    expect(await writeDockerContext({ ...access(), port: 2399 }, env)).toMatchObject({ kind: 'written' });
    expect(await readFile(await metaFile(), 'utf8')).toContain('"Host":"tcp://127.0.0.1:2399"');
    await writeFile(join(home, 'certs', 'cert.pem'), 'cert 2\n');
    expect(await writeDockerContext({ ...access(), port: 2399 }, env)).toMatchObject({ kind: 'written' });
    const id =
      dirname(await metaFile())
        .split('/')
        .at(-1) ?? '';
    const copied = join(env.DOCKER_CONFIG, 'contexts', 'tls', id, 'docker', 'cert.pem');
    expect(await readFile(copied, 'utf8')).toBe('cert 2\n');
  });

  test('keys are 0600 and folders closed whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await writeDockerContext(access(), env);
    } finally {
      process.umask(before);
    }
    const tls = join(env.DOCKER_CONFIG, 'contexts', 'tls');
    const [id = ''] = await readdir(tls);
    const modes = [tls, join(tls, id), join(tls, id, 'docker'), join(tls, id, 'docker', 'key.pem')].map(
      async (path) => ((await stat(path)).mode & 0o777).toString(8),
    );
    expect(await Promise.all(modes)).toEqual(['700', '700', '700', '600']);
    expect(((await stat(metaFolder())).mode & 0o777).toString(8)).toBe('755');
  });
});

describe("a context of our name that is somebody else's", () => {
  test.each([
    '{"Name":"slipway","Metadata":{"Description":"mine"},"Endpoints":{}}',
    '{"Name":"slipway"}',
    'torn',
  ])('is neither overwritten nor removed: %s', async (meta) => {
    await writeDockerContext(access(), env);
    const path = await metaFile();
    await writeFile(path, meta);
    const before = await listing(env.DOCKER_CONFIG);
    expect(await writeDockerContext({ ...access(), port: 2399 }, env)).toEqual({
      name: 'slipway',
      kind: 'foreign',
    });
    expect(await removeDockerContext('default', env)).toEqual({ name: 'slipway', kind: 'foreign' });
    expect(await readFile(path, 'utf8')).toBe(meta);
    expect(await listing(env.DOCKER_CONFIG)).toEqual(before);
  });
});

describe('removing', () => {
  test('takes both folders, and nothing of another machine', async () => {
    await writeDockerContext({ ...access(), machine: 'dev' }, env);
    const before = await listing(env.DOCKER_CONFIG);
    await writeDockerContext(access(), env);
    expect(await removeDockerContext('default', env)).toEqual({ name: 'slipway', kind: 'removed' });
    expect(await listing(env.DOCKER_CONFIG)).toEqual(before);
    expect(await removeDockerContext('default', env)).toEqual({ name: 'slipway', kind: 'absent' });
  });

  const CONFIG =
    '{\n\t"auths": {"r.example": {"auth": "c2VjcmV0"}},\n\t"currentContext": "slipway",\n\t"n": 12345678901234567890\n}';

  test('gives docker its default context back and keeps every other byte, and the mode', async () => {
    await writeDockerContext(access(), env);
    await writeFile(configFile(), CONFIG);
    await chmod(configFile(), 0o640);
    expect(await inspectDockerContext('default', env)).toMatchObject({ isCurrent: true });
    await removeDockerContext('default', env);
    expect(await readFile(configFile(), 'utf8')).toBe(CONFIG.replace('\t"currentContext": "slipway",\n', ''));
    expect((await stat(configFile())).mode & 0o777).toBe(0o640);
  });

  test('leaves the file alone if docker uses another context', async () => {
    await writeDockerContext(access(), env);
    await writeFile(configFile(), CONFIG.replace('slipway', 'other'));
    await removeDockerContext('default', env);
    expect(await readFile(configFile(), 'utf8')).toBe(CONFIG.replace('slipway', 'other'));
  });

  test('writes through a link, as people have who keep their settings elsewhere', async () => {
    await writeDockerContext(access(), env);
    const target = join(home, 'dotfiles.json');
    await writeFile(target, CONFIG);
    await symlink(target, configFile());
    await removeDockerContext('default', env);
    expect((await lstat(configFile())).isSymbolicLink()).toBe(true);
    expect(await readFile(target, 'utf8')).not.toContain('currentContext');
  });

  test('is not held up by a config.json that is damaged already', async () => {
    await writeDockerContext(access(), env);
    await writeFile(configFile(), '{"currentContext": "slipw');
    expect(await removeDockerContext('default', env)).toMatchObject({ kind: 'removed' });
    expect(await readFile(configFile(), 'utf8')).toBe('{"currentContext": "slipw');
  });
});

describe('using', () => {
  test('makes the context current, in a new file or in the one that is there', async () => {
    await useDockerContext('default', env);
    expect(JSON.parse(await readFile(configFile(), 'utf8'))).toEqual({ currentContext: 'slipway' });
    await writeFile(configFile(), '{\n\t"auths": {}\n}');
    await useDockerContext('dev', env);
    expect(await readFile(configFile(), 'utf8')).toBe(
      '{\n\t"auths": {},\n\t"currentContext": "slipway-dev"\n}',
    );
  });

  test('refuses a damaged config.json and leaves it as it is', async () => {
    await mkdir(env.DOCKER_CONFIG);
    await writeFile(configFile(), 'nonsense');
    await expect(useDockerContext('default', env)).rejects.toMatchObject({
      code: 'E_CONFLICT',
      message: expect.stringContaining(configFile()),
    });
    expect(await readFile(configFile(), 'utf8')).toBe('nonsense');
  });
});
