// The VM image on its own: it boots, keeps the engine behind certificates, and is careful with the data disk.

import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { VmSpec } from '../../main/drivers/driver.ts';
import { run } from '../../main/lib/exec.ts';
import { boot, certificates, emptyDisk, machine, ping, superblock } from './guest.ts';
import type { Guest, TestCertificates } from './guest.ts';

const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';

let tls: TestCertificates;
let guest: Guest | undefined;

beforeAll(async () => {
  tls = await certificates();
});
afterEach(async () => {
  await guest?.end();
  guest = undefined;
});

async function start(spec: VmSpec, seed = tls.seed): Promise<Guest> {
  guest = await boot(spec, seed);
  return guest;
}

describe('the engine', () => {
  test('answers a client with a certificate and no other; the machine stops in order', async () => {
    const { spec, said, vm, exited, events, console } = await start(await machine(arch));
    expect(await said('READY')).toBe('1');
    // Each call that the batch does not take costs 80 ms under emulation: a whole start of them, 8 s.
    expect(await console()).not.toContain('slipway: iptables');
    expect(await ping(spec, tls)).toBe(200);
    await expect(ping(spec, { ca: tls.ca })).rejects.toThrow();
    expect(events.map((event) => (event.kind === 'agent' ? event.value : ''))).toEqual(
      expect.arrayContaining(['kernel', 'root', 'disk', 'network', 'engine']),
    );
    vm.tellAgent('poweroff');
    await exited();
    expect(events).toContainEqual({ kind: 'shutdown', reason: 'guest-shutdown' });
    expect((await superblock(spec.dataDisk)).clean).toBe(true);
  });

  test('never listens while a certificate is missing', async () => {
    const seed = tls.seed.filter(({ name }) => name !== 'engine/ca.pem');
    const { spec, said, console } = await start(await machine(arch), seed);
    expect(await said('ERROR')).toMatch(/^CERTS_MISSING .*ca\.pem/);
    await expect(ping(spec, tls)).rejects.toThrow();
    expect(await console()).not.toContain('slipway: engine');
  });

  test('is not started without a seed', async () => {
    const { said } = await start(await machine(arch), []);
    expect(await said('ERROR')).toMatch(/^(SEED_INVALID|CERTS_MISSING) /);
  });
});

describe('the data disk', () => {
  test('that cannot be mounted is left as it is, and the engine is not started on it', async () => {
    const spec = await machine(arch);
    await emptyDisk(spec, 64 * 1024 ** 2);
    const before = await readFile(spec.dataDisk);
    const { said, vm, exited, console } = await start(spec);
    expect(await said('ERROR')).toMatch(/^DISK_UNMOUNTABLE /);
    vm.tellAgent('poweroff');
    await exited();
    expect(await console()).not.toContain('slipway: engine');
    expect((await readFile(spec.dataDisk)).equals(before)).toBe(true);
  });

  test('is filled by its file system once the host has made it larger', async () => {
    const spec = await machine(arch);
    const { blocks } = await superblock(spec.dataDisk);
    await run('qemu-img', ['resize', '-q', '-f', 'qcow2', spec.dataDisk, '+1G']);
    const { said, vm, exited } = await start(spec);
    expect(await said('READY')).toBe('1');
    vm.tellAgent('poweroff');
    await exited();
    expect(await superblock(spec.dataDisk)).toEqual({ blocks: blocks + 1024 ** 3 / 4096, clean: true });
  });
});

test('a kernel that measured its processor wrong is told of: another boot will be right', async () => {
  const spec = await machine(arch);
  // The words of the kernel itself, which come only on a host that has no time for its guest; it logs its command line too.
  const words = 'slipway.said="tsc: PIT calibration deviates from HPET: 29424 2596142"';
  const { said } = await start({ ...spec, cmdline: `${spec.cmdline} ${words}` });
  expect(await said('ERROR')).toMatch(/^E_GUEST_CLOCK .*deviates from HPET: 29424 2596142/);
});

test('the probe of an accelerator says that Linux runs and powers off', async () => {
  const spec = await machine(arch);
  const { exited, events, console } = await start({ ...spec, cmdline: `${spec.cmdline} slipway.probe` });
  await exited();
  expect(await console()).toContain('slipway-probe-ok');
  expect(events).toContainEqual({ kind: 'shutdown', reason: 'guest-shutdown' });
});
