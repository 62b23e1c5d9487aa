// Boots the built VM image by itself: certificates by openssl, no supervisor, so that what fails is the guest.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { RunningVm, VmEvent, VmSpec } from '../../main/drivers/driver.ts';
import { qemuDriver } from '../../main/drivers/qemu/driver.ts';
import { run } from '../../main/lib/exec.ts';
import { killIfSame } from '../../main/lib/process-identity.ts';
import { seedTar, type SeedFile } from '../../main/provision/seed.ts';
import { VmImageManifest, type VmArch } from '../../main/vm-image/manifest.ts';
import { freePort } from '../harness/ports.ts';

export interface Guest {
  vm: RunningVm;
  spec: VmSpec;
  events: VmEvent[];
  /** Waits for an agent's line (`READY`, `ERROR`) and hands out its value. */
  said(key: string, timeoutMs?: number): Promise<string>;
  exited(timeoutMs?: number): Promise<void>;
  console(): Promise<string>;
  end(): Promise<void>;
}

export const ENGINE_CONFIG = JSON.stringify({ 'live-restore': true, 'log-driver': 'json-file' });

/** A folder for one machine with its own empty data disk, and what QEMU needs to be told. */
export async function machine(arch: VmArch): Promise<VmSpec> {
  const image = fileURLToPath(new URL(`../../dist/vm-image/${arch}`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'slipway-image-'));
  const manifest = VmImageManifest.parse(JSON.parse(await readFile(join(image, 'manifest.json'), 'utf8')));
  const at = (name: string) => join(folder, name);
  await cp(join(image, 'data.qcow2'), at('data.qcow2'));
  return {
    name: 'image-test',
    uuid: '6f1d0f3e-6a7e-4f0e-9d0e-0d7b4b9d2f12',
    arch,
    accelerator: 'tcg',
    cpus: 2,
    memoryMiB: 1024,
    kernel: join(image, 'kernel'),
    initrd: join(image, 'initrd'),
    rootDisk: join(image, 'root.erofs'),
    cmdline: manifest.cmdline,
    dataDisk: at('data.qcow2'),
    seed: at('seed.tar'),
    consoleLog: at('console.log'),
    qemuLog: at('qemu.log'),
    qmpSocket: at('qmp.sock'),
    agentSocket: at('agent.sock'),
    forwards: [{ hostPort: await freePort(), guestPort: 2376 }],
  };
}

/** Writes the seed and boots; `end` removes the machine's folder unless it is to be booted again. */
export async function boot(spec: VmSpec, seed: readonly SeedFile[]): Promise<Guest> {
  await writeFile(spec.seed, await seedTar(seed));
  const vm = await qemuDriver.start(spec);
  const events: VmEvent[] = [];
  vm.onEvent((event) => events.push(event));
  const until = <T>(find: () => T | undefined, what: string, timeout: number) =>
    vi.waitFor(
      async () => {
        const found = find();
        if (found === undefined)
          throw new Error(`no ${what}: ${JSON.stringify(events)}\n${await consoleText()}`);
        return found;
      },
      { timeout, interval: 20 },
    );
  const consoleText = () => readFile(spec.consoleLog, 'utf8');
  return {
    vm,
    spec,
    events,
    said: (key, timeoutMs = 120_000) =>
      until(() => events.find((e) => e.kind === 'agent' && e.key === key), key, timeoutMs).then((event) =>
        event.kind === 'agent' ? event.value : '',
      ),
    exited: async (timeoutMs = 60_000) => {
      await until(() => events.find(({ kind }) => kind === 'exited'), 'exit', timeoutMs);
    },
    console: consoleText,
    end: async () => {
      await killIfSame(vm.identity, 'SIGKILL');
      await rm(join(spec.seed, '..'), { recursive: true, force: true });
    },
  };
}

export interface TestCertificates {
  /** The guest's part of the seed. */
  seed: SeedFile[];
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}

/** A CA, a server's and a client's certificate, by openssl. */
export async function certificates(): Promise<TestCertificates> {
  const cwd = await mkdtemp(join(tmpdir(), 'slipway-certs-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=test',
  );
  for (const role of ['server', 'client']) {
    const extensions = `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${role}Auth\n`;
    await writeFile(join(cwd, 'extensions'), extensions);
    await openssl('req', ...key, '-keyout', `${role}.key`, '-out', `${role}.csr`, '-subj', `/CN=${role}`);
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions'];
    await openssl('x509', '-req', '-in', `${role}.csr`, ...signer, '-days', '2', '-out', `${role}.pem`);
  }
  const [ca, server, serverKey, cert, clientKey] = await Promise.all(
    ['ca.pem', 'server.pem', 'server.key', 'client.pem', 'client.key'].map((name) =>
      readFile(join(cwd, name)),
    ),
  );
  await rm(cwd, { recursive: true });
  if (!ca || !server || !serverKey || !cert || !clientKey) throw new Error('openssl wrote nothing');
  return {
    ca,
    cert,
    key: clientKey,
    seed: [
      { name: 'hostname', data: 'image-test\n' },
      { name: 'engine/ca.pem', data: ca },
      { name: 'engine/cert.pem', data: server },
      { name: 'engine/key.pem', data: serverKey },
      { name: 'engine/daemon.json', data: ENGINE_CONFIG },
    ],
  };
}

/** The status of the engine's `/_ping`; rejects when TLS does. */
export function ping(spec: VmSpec, tls: { ca: Buffer; cert?: Buffer; key?: Buffer }): Promise<number> {
  const port = spec.forwards[0]?.hostPort ?? 0;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/_ping', agent: false, ...tls }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

/** Facts of the data disk's ext4 superblock, read from the host. */
export async function superblock(dataDisk: string): Promise<{ blocks: number; clean: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-superblock-'));
  const out = join(folder, 'superblock');
  await run('qemu-img', ['dd', '-O', 'raw', 'bs=1024', 'skip=1', 'count=2', `if=${dataDisk}`, `of=${out}`]);
  const bytes = await readFile(out);
  await rm(folder, { recursive: true });
  // ext4: s_blocks_count_lo at 4, s_state at 0x3a (1 is clean), s_feature_incompat at 0x60 (4 is: journal to replay).
  const replay = (bytes.readUInt32LE(0x60) & 4) !== 0;
  return { blocks: bytes.readUInt32LE(4), clean: bytes.readUInt16LE(0x3a) === 1 && !replay };
}

/** Puts a disk without a file system in the data disk's place. */
export async function emptyDisk(spec: VmSpec, bytes: number): Promise<void> {
  await rm(spec.dataDisk);
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', spec.dataDisk, `${bytes}`]);
}
