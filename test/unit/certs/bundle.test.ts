// A machine's certificate folder heals: made once, kept, renewed in time, and whole after a crash at any point.

import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureCertificates, renewCertificates } from '../../../main/certs/bundle.ts';
import { describeCertificates } from '../../../main/certs/describe.ts';
import { CERTIFICATE_FILES, certificateFiles, type CertificatePaths } from '../../../main/certs/files.ts';

const now = new Date('2027-01-15T12:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);

let home: string;
let paths: CertificatePaths;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-certs-'));
  paths = pathsOf('default');
});
afterEach(() => rm(home, { recursive: true, force: true }));

function pathsOf(machine: string): CertificatePaths {
  const folder = join(home, machine);
  return { folder, certs: join(folder, 'certs'), authority: join(folder, 'authority') };
}

async function contents(of = paths): Promise<Record<string, string>> {
  const found = Object.entries(certificateFiles(of)).map(async ([file, path]) => [
    file,
    await readFile(path, 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(found)) as Record<string, string>;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test('certificates are made once and then kept byte for byte', async () => {
  const made = await ensureCertificates(paths, { now });
  expect(made).toEqual({
    state: 'made',
    reason: 'there are none',
    expireAt: daysLater(397).toISOString(),
    warnings: [],
  });
  const before = await contents();
  expect(await ensureCertificates(paths, { now })).toEqual({
    state: 'kept',
    expireAt: made.expireAt,
    warnings: [],
  });
  expect(await contents()).toEqual(before);
});

test("the folder for DOCKER_CERT_PATH holds the docker client's three files and nothing else", async () => {
  await ensureCertificates(paths, { now });
  expect((await readdir(paths.certs)).sort()).toEqual(['ca.pem', 'cert.pem', 'key.pem']);
  expect((await readdir(paths.authority)).sort()).toEqual([
    'ca-key.pem',
    'server-cert.pem',
    'server-key.pem',
  ]);
});

describe('modes', () => {
  test.each([0, 0o022, 0o077])('are right from birth whatever the umask (%o)', async (mask) => {
    const before = process.umask(mask);
    try {
      await ensureCertificates(paths, { now });
    } finally {
      process.umask(before);
    }
    const files = certificateFiles(paths);
    expect(await modeOf(paths.certs)).toBe('700');
    expect(await modeOf(paths.authority)).toBe('700');
    for (const file of ['caKey', 'serverKey', 'clientKey'] as const)
      expect(await modeOf(files[file])).toBe('600');
    for (const file of ['ca', 'server', 'client'] as const) expect(await modeOf(files[file])).toBe('644');
  });

  test('a key that others can read is closed, with a warning, and stays the same key', async () => {
    await ensureCertificates(paths, { now });
    const before = await contents();
    const { clientKey } = certificateFiles(paths);
    await chmod(clientKey, 0o644);
    await chmod(paths.authority, 0o755);
    const { state, warnings } = await ensureCertificates(paths, { now });
    expect(state).toBe('kept');
    expect(warnings).toEqual([
      'authority was open to other users (mode 0755); it is 0700 again',
      'key.pem was open to other users (mode 0644); it is 0600 again',
    ]);
    expect(await modeOf(clientKey)).toBe('600');
    expect(await contents()).toEqual(before);
    expect((await ensureCertificates(paths, { now })).warnings).toEqual([]);
  });
});

describe('repair', () => {
  test.each(['client', 'clientKey', 'server', 'serverKey'] as const)(
    '%s lost: new leaves of the same CA',
    async (file) => {
      await ensureCertificates(paths, { now });
      const before = await contents();
      await rm(certificateFiles(paths)[file]);
      const { state, reason } = await ensureCertificates(paths, { now });
      expect(state).toBe('repaired');
      expect(reason).toBe(`${basename(certificateFiles(paths)[file])} is missing or cannot be read`);
      const after = await contents();
      expect(after['ca']).toBe(before['ca']);
      expect(after['client']).not.toBe(before['client']);
      expect(after['server']).not.toBe(before['server']);
    },
  );

  test.each(['ca', 'caKey'] as const)('%s lost: a whole new set', async (file) => {
    await ensureCertificates(paths, { now });
    const before = await contents();
    await rm(certificateFiles(paths)[file]);
    expect(await ensureCertificates(paths, { now })).toMatchObject({ state: 'repaired' });
    const after = await contents();
    for (const name of Object.keys(before)) expect(after[name]).not.toBe(before[name]);
  });

  test("another machine's files are refused by name and left as they are", async () => {
    const other = pathsOf('other');
    await ensureCertificates(paths, { now });
    await ensureCertificates(other, { now });
    await cp(other.certs, paths.certs, { recursive: true });
    const before = await contents();
    await expect(ensureCertificates(paths, { now })).rejects.toMatchObject({
      code: 'E_CERTS_FOREIGN',
      message: expect.stringMatching(/do not belong to machine default: .*ca\.pem is of machine other$/),
      hint: expect.stringContaining('slipway certs renew --machine default'),
    });
    expect(await contents()).toEqual(before);
    expect(await renewCertificates(paths, { now })).toMatchObject({ state: 'renewed' });
    expect(await ensureCertificates(paths, { now })).toMatchObject({ state: 'kept' });
  });
});

describe('renewal', () => {
  test('in the last 30 days a start makes new leaves, and says why', async () => {
    await ensureCertificates(paths, { now });
    const before = await contents();
    expect(await ensureCertificates(paths, { now: daysLater(380) })).toEqual({
      state: 'renewed',
      reason: 'server-cert.pem expires in 17 days',
      expireAt: daysLater(380 + 397).toISOString(),
      warnings: [],
    });
    expect((await contents())['ca']).toBe(before['ca']);
  });

  test('asked for, it replaces the CA too, so that old copies of the client key are worth nothing', async () => {
    await ensureCertificates(paths, { now });
    const before = await contents();
    await renewCertificates(paths, { now });
    const after = await contents();
    for (const name of Object.keys(before)) expect(after[name]).not.toBe(before[name]);
  });
});

describe('a crash while a set is swapped', () => {
  /** The files of a newer set, as a swap holds them before it moves any. */
  async function prepareSwap(next: string) {
    const scratch = pathsOf('scratch/default');
    await ensureCertificates(paths, { now });
    await mkdir(scratch.folder, { recursive: true });
    await ensureCertificates(scratch, { now });
    const wanted = await contents(scratch);
    await mkdir(next, { mode: 0o700 });
    for (const path of Object.values(certificateFiles(scratch)))
      await rename(path, join(next, basename(path)));
    return wanted;
  }

  test.each([0, 1, 2, 3, 4, 5, 6])('after %i of 6 moves leaves the new set', async (moved) => {
    const next = join(paths.authority, 'next');
    const wanted = await prepareSwap(next);
    for (const file of CERTIFICATE_FILES.slice(0, moved)) {
      const path = certificateFiles(paths)[file];
      await rename(join(next, basename(path)), path);
    }
    const described = await describeCertificates(paths, { now });
    expect(described.map(({ kind }) => kind)).toEqual(['certificate', 'certificate', 'certificate']);
    expect(await ensureCertificates(paths, { now })).toMatchObject({ state: 'kept' });
    expect(await contents()).toEqual(wanted);
    expect(await readdir(paths.authority)).not.toContain('next');
  });

  test('before the new set was whole leaves the old one', async () => {
    await ensureCertificates(paths, { now });
    const before = await contents();
    const aside = join(paths.authority, 'next.4711');
    await mkdir(aside);
    await writeFile(join(aside, 'ca.pem'), 'half');
    expect(await ensureCertificates(paths, { now })).toMatchObject({ state: 'kept' });
    expect(await contents()).toEqual(before);
    expect(await readdir(paths.authority)).not.toContain('next.4711');
  });
});
