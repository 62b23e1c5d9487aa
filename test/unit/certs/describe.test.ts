// What `slipway certs show` has to tell, also of a folder that is not as it should be.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCertificates } from '../../../main/certs/bundle.ts';
import { describeCertificates } from '../../../main/certs/describe.ts';
import { certificateFiles } from '../../../main/certs/files.ts';

const now = new Date('2027-01-15T12:00:00Z');
let folder: string;
const paths = () => ({ folder, certs: join(folder, 'certs'), authority: join(folder, 'authority') });

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'slipway-certs-')), 'dev');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('each certificate is told with its names, dates and fingerprint', async () => {
  await ensureCertificates(paths(), { now });
  const [authority, server, client] = await describeCertificates(paths(), { now });
  expect(authority).toMatchObject({
    role: 'authority',
    subject: 'CN=Slipway CA of machine dev',
    issuer: 'CN=Slipway CA of machine dev',
    daysLeft: 3 * 365,
    subjectAltNames: [],
  });
  expect(server).toMatchObject({
    role: 'server',
    path: certificateFiles(paths()).server,
    subject: 'CN=Slipway server of machine dev',
    subjectAltNames: ['IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1', 'DNS:localhost'],
    notBefore: '2027-01-13T12:00:00.000Z',
    notAfter: '2028-02-16T12:00:00.000Z',
    daysLeft: 397,
    fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
  });
  expect(client).toMatchObject({ role: 'client', subject: 'CN=Slipway client of machine dev' });
});

test('missing and damaged files are told, not thrown', async () => {
  await ensureCertificates(paths(), { now });
  await rm(certificateFiles(paths()).ca);
  await writeFile(certificateFiles(paths()).client, 'not a certificate');
  const described = await describeCertificates(paths(), { now });
  expect(described).toMatchObject([
    { kind: 'unusable', role: 'authority', problem: 'missing' },
    { kind: 'certificate', role: 'server' },
    { kind: 'unusable', role: 'client', problem: 'damaged' },
  ]);
});
