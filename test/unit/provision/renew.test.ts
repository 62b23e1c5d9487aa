// New certificates reach a running engine as a set, and the engine is restarted once they are all there.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCertificates } from '../../../main/certs/bundle.ts';
import { certificateFiles } from '../../../main/certs/files.ts';
import { installEngineCertificates } from '../../../main/provision/renew.ts';
import type { SshConnection } from '../../../main/ssh/client.ts';

let folder: string;
const paths = () => ({ folder, certs: join(folder, 'certs'), authority: join(folder, 'authority') });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-renew-'));
  await ensureCertificates(paths());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A guest that notes what is asked of it. */
function fakeGuest(result = { code: 0, stdout: '', stderr: '' }) {
  const asked: string[] = [];
  const files = new Map<string, string>();
  const ssh: Pick<SshConnection, 'run' | 'putFile'> = {
    async putFile(data, path, mode) {
      asked.push(`put ${path} ${mode.toString(8)}`);
      files.set(path, Buffer.from(data).toString());
    },
    async run(argv) {
      asked.push(`run ${argv.join(' ')}`);
      return result;
    },
  };
  return { ssh, asked, files };
}

test('the three files go aside, 0600, then all are renamed and the engine restarts', async () => {
  const { ssh, asked, files } = fakeGuest();
  await installEngineCertificates(ssh, paths());
  expect(asked).toEqual([
    'put /run/slipway/engine/ca.pem.next 600',
    'put /run/slipway/engine/cert.pem.next 600',
    'put /run/slipway/engine/key.pem.next 600',
    expect.stringMatching(
      /^run sh -c .*mv .*key\.pem.* && exec \/usr\/sbin\/slipway-engine restart sh \/run\/slipway\/engine$/,
    ),
  ]);
  const local = certificateFiles(paths());
  expect(files.get('/run/slipway/engine/cert.pem.next')).toBe(await readFile(local.server, 'utf8'));
  expect(files.get('/run/slipway/engine/key.pem.next')).toBe(await readFile(local.serverKey, 'utf8'));
  expect([...files.values()]).not.toContain(await readFile(local.caKey, 'utf8'));
});

test("an engine that does not restart is told in the guest's words", async () => {
  const { ssh } = fakeGuest({ code: 3, stdout: '', stderr: 'dockerd: no such file\n' });
  await expect(installEngineCertificates(ssh, paths())).rejects.toMatchObject({
    code: 'E_GUEST_FAILED',
    message: 'the engine did not restart (3): dockerd: no such file',
  });
});
