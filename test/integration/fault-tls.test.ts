// Certificates and keys that are old, lost, open to others or somebody else's, on a machine that runs and must go on.

import { chmodSync, cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateFiles, swapCertificates } from '../../main/certs/files.ts';
import { issueLeaves } from '../../main/certs/issue.ts';
import { run } from '../../main/lib/exec.ts';
import { dropbearPrivateKey, makeEd25519Pair } from '../../main/ssh/key-formats.ts';
import { docker, dockerOutput, IMAGE } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { keeperStartedAt, layDownKept, lookAtKept } from '../harness/kept.ts';
import { kill } from '../harness/processes.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';
import { freshSlipway, removeSlipway } from '../harness/slipway.ts';

const slipway = sharedSlipway();
const paths = slipway.paths();
const files = certificateFiles(paths);
const DAY_MS = 86_400_000;

beforeAll(async () => {
  await ensureRunning(slipway);
  await layDownKept(slipway);
});
afterAll(() => ensureRunning(slipway));

/** Puts leaves of the machine's own CA in place that were made so many days ago; they last for 397 days. */
async function ageCertificates(days: number): Promise<void> {
  const authority = { ca: readFileSync(files.ca, 'utf8'), caKey: readFileSync(files.caKey, 'utf8') };
  await swapCertificates(
    paths,
    await issueLeaves(authority, 'default', new Date(Date.now() - days * DAY_MS)),
  );
}

const clientLeaf = () => new X509Certificate(readFileSync(files.client));
const isYoung = () => {
  const { validFrom, validTo } = clientLeaf();
  return Date.parse(validFrom) < Date.now() && Date.parse(validTo) > Date.now() + 390 * DAY_MS;
};

/** The serial number of the certificate that the engine shows. */
async function engineSerial(): Promise<string> {
  const { ports } = await slipway.info();
  const shown = await run('openssl', ['s_client', '-connect', `127.0.0.1:${ports.engine}`, '-showcerts'], {
    input: '',
    timeoutMs: 20_000,
    expect: [0, 1],
  });
  return new X509Certificate(/-----BEGIN[^]*?-----END CERTIFICATE-----/.exec(shown.stdout)?.[0] ?? '')
    .serialNumber;
}

/** What the engine says to who asks for its version with these files, or why it does not. */
async function askVersion({ cert, key }: { cert?: string; key?: string }): Promise<string> {
  const { ports } = await slipway.info();
  return new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port: ports.engine,
      path: '/version',
      agent: false as const,
      ca: readFileSync(files.ca),
      ...(cert === undefined || key === undefined
        ? {}
        : { cert: readFileSync(cert), key: readFileSync(key) }),
    };
    get(options, (response) => resolve(text(response))).once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code ?? error.message),
    );
  });
}

const serverSerial = () => new X509Certificate(readFileSync(files.server)).serialNumber;

describe('the engine', () => {
  test('lets nobody in without a client certificate of its machine', async () => {
    expect(await askVersion({})).toMatch(/ALERT_CERTIFICATE_REQUIRED/);
    expect(await askVersion({ cert: files.server, key: files.serverKey })).toMatch(/ALERT_BAD_CERTIFICATE/);
    expect(await askVersion({ cert: files.client, key: files.clientKey })).toContain('"ApiVersion"');
  });

  test('answers openssl with its own certificate, and ends the handshake of one who has none', async () => {
    const { ports } = await slipway.info();
    const address = `127.0.0.1:${ports.engine}`;
    const trust = ['-CAfile', files.ca, '-verify_return_error', '-verify_ip', '127.0.0.1'];
    const client = (...words: string[]) =>
      run('openssl', ['s_client', '-connect', address, '-quiet', '-no_ign_eof', ...trust, ...words], {
        input: 'GET /_ping HTTP/1.0\r\n\r\n',
        expect: [0, 1],
        timeoutMs: 20_000,
      });
    const anonymous = await client('-ign_eof');
    expect(anonymous.stdout).not.toContain('200 OK');
    expect(anonymous.stderr).toMatch(/alert certificate required|alert bad certificate/);
    expect((await client('-ign_eof', '-cert', files.client, '-key', files.clientKey)).stdout).toContain(
      '200 OK',
    );
  });

  test('takes renewed certificates over; containers go on, and the old client key is worth nothing', async () => {
    const old = join(slipway.home, 'old-certs');
    cpSync(paths.certs, old, { recursive: true });
    const startedAt = await keeperStartedAt(slipway);
    await slipway.output('certs', 'renew');
    expect(await keeperStartedAt(slipway)).toBe(startedAt);
    const withOld = await run('docker', ['version'], {
      env: {
        ...slipway.env,
        DOCKER_HOST: `tcp://127.0.0.1:${(await slipway.info()).ports.engine}`,
        DOCKER_CERT_PATH: old,
        DOCKER_TLS_VERIFY: '1',
      },
      expect: [0, 1],
      timeoutMs: 30_000,
    });
    expect([withOld.code, withOld.stderr.includes('certificate')]).toEqual([1, true]);
    rmSync(old, { recursive: true });
  });
});

describe('certificates of a machine that runs', () => {
  test.each([
    ['expire within the month', 380],
    ['expired yesterday', 398],
    ['are not valid yet', -10],
    ['were lost', 'lost'],
  ])('that %s are replaced, and no container is stopped (faults 55, 57)', async (_, age) => {
    const startedAt = await keeperStartedAt(slipway);
    const { supervisorPid } = await slipway.info();
    if (age === 'lost') rmSync(files.client);
    else await ageCertificates(Number(age));
    // A supervisor looks when it begins, and every day.
    await kill(supervisorPid);
    await slipway.output('status');
    await eventually('there are new ones', 60_000, isYoung);
    await eventually('the engine has them', 60_000, async () => (await engineSerial()) === serverSerial());
    expect(await keeperStartedAt(slipway)).toBe(startedAt);
    expect((await docker(slipway, ['version', '--format', '{{.Server.Os}}'])).stdout).toBe('linux\n');
  });
});

describe('a start', () => {
  test('replaces expired certificates and closes a key that others can read, saying so; nothing is lost (faults 55, 56)', async () => {
    const kept = await lookAtKept(slipway);
    await slipway.output('down');
    await ageCertificates(398);
    chmodSync(files.clientKey, 0o644);
    const up = await slipway.cli(['up']);
    expect(up.code, up.stderr).toBe(0);
    expect(up.stderr).toMatch(/certificates renewed: server-cert\.pem expired on /);
    expect(up.stderr).toContain('key.pem was open to other users (mode 0644); it is 0600 again');
    expect(statSync(files.clientKey).mode & 0o777).toBe(0o600);
    expect(isYoung()).toBe(true);
    expect(await lookAtKept(slipway)).toEqual(kept);
  });

  test('with another machine’s certificates is refused by name, and they are left as they are (fault 57)', async () => {
    const other = freshSlipway();
    try {
      await other.output('init', '--accelerator', 'tcg', '--machine', 'other');
      const theirs = other.paths('other');
      cpSync(paths.certs, theirs.certs, { recursive: true });
      cpSync(paths.authority, theirs.authority, { recursive: true });
      const { code, stderr } = await other.cli(['up', '--machine', 'other']);
      expect(code).toBe(4);
      expect(stderr).toContain('do not belong to machine other');
      expect(stderr).toContain('E_CERTS_FOREIGN');
      expect(readFileSync(certificateFiles(theirs).client)).toEqual(readFileSync(files.client));
    } finally {
      await removeSlipway(other);
    }
  });
});

test('under a umask of 0 every file is made for its owner alone (fault 56)', async () => {
  const names = await readdir(paths.folder, { recursive: true });
  for (const path of [paths.folder, paths.runtime.folder, ...names.map((name) => join(paths.folder, name))]) {
    const { mode } = await stat(path);
    const isPublic = /(\/known_hosts|\.pub|\/(ca|cert|server-cert)\.pem)$/.test(path);
    expect([path, (mode & (isPublic ? 0o133 : 0o077)).toString(8)]).toEqual([path, '0']);
  }
  for (const name of await readdir(paths.runtime.folder)) {
    expect([name, (await stat(join(paths.runtime.folder, name))).mode & 0o022]).toEqual([name, 0]);
  }
});

test('a guest with another host key is offered no key of ours (fault 59)', async () => {
  const { ports } = await slipway.info();
  const inGuest = (script: string) =>
    dockerOutput(
      slipway,
      'run',
      '--rm',
      '--privileged',
      '--pid=host',
      '-v',
      '/run/slipway/ssh:/ssh',
      IMAGE,
      'sh',
      '-c',
      script,
    );
  await slipway.cli(['ssh', 'cat >/run/slipway/ssh/impostor'], {
    input: dropbearPrivateKey(makeEd25519Pair()),
  });
  await inGuest('cd /ssh && cp host_ed25519 ours && cp impostor host_ed25519 && killall dropbear');
  try {
    const refused = await eventually('another host key is shown', 20_000, async () => {
      const { code, stderr } = await slipway.cli(['ssh', 'true']);
      return code !== 0 && stderr.includes('E_SSH_HOST_KEY') && stderr;
    });
    expect(refused).toContain(`SSH host key mismatch on 127.0.0.1:${ports.ssh}`);
  } finally {
    await inGuest('cd /ssh && mv ours host_ed25519 && rm impostor && killall dropbear');
  }
  await eventually(
    'our own host key is back',
    20_000,
    async () => (await slipway.cli(['ssh', 'true'])).code === 0,
  );
});
