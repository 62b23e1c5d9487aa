// The QEMU driver with the real QEMU and the real VM image's kernel; nothing here waits for a whole boot.

import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningVm, VmEvent, VmSpec } from '../../main/drivers/driver.ts';
import { createDataDisk } from '../../main/drivers/qemu/disk.ts';
import { qemuDriver } from '../../main/drivers/qemu/driver.ts';
import { connectQmp, QmpNothing } from '../../main/drivers/qemu/qmp.ts';
import { findQemu } from '../../main/drivers/qemu/version.ts';
import { isSameProcess, killIfSame } from '../../main/lib/process-identity.ts';
import { VmImageManifest } from '../../main/vm-image/manifest.ts';

const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
const image = fileURLToPath(new URL(`../../dist/vm-image/${arch}`, import.meta.url));

let folder: string;
let spec: VmSpec;
let running: RunningVm[];
let servers: Server[];

beforeEach(async () => {
  // A comma is what QEMU's own option values end at.
  folder = await mkdtemp(join(tmpdir(), 'slipway, "driver" ü-'));
  running = [];
  servers = [];
  const manifest = VmImageManifest.parse(JSON.parse(await readFile(join(image, 'manifest.json'), 'utf8')));
  await createDataDisk(join(image, 'data.qcow2'), join(folder, 'data.qcow2'), 64);
  await writeFile(join(folder, 'seed.tar'), Buffer.alloc(65_536));
  spec = {
    name: 'driver-test',
    uuid: '6f1d0f3e-6a7e-4f0e-9d0e-0d7b4b9d2f11',
    arch,
    accelerator: 'tcg',
    cpus: 1,
    memoryMiB: 512,
    kernel: join(image, 'kernel'),
    initrd: join(image, 'initrd'),
    rootDisk: join(image, 'root.erofs'),
    cmdline: manifest.cmdline,
    dataDisk: join(folder, 'data.qcow2'),
    seed: join(folder, 'seed.tar'),
    consoleLog: join(folder, 'console.log'),
    qemuLog: join(folder, 'qemu.log'),
    qmpSocket: join(folder, 'qmp.sock'),
    agentSocket: join(folder, 'agent.sock'),
    forwards: [{ hostPort: await freePort(), guestPort: 2376 }],
  };
});

afterEach(async () => {
  await Promise.all(running.map(({ identity }) => killIfSame(identity, 'SIGKILL')));
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(changes: Partial<VmSpec> = {}): Promise<RunningVm> {
  const vm = await qemuDriver.start({ ...spec, ...changes });
  running.push(vm);
  return vm;
}

/** A second VM's own sockets and logs, beside the first's. */
function beside(): Partial<VmSpec> {
  const at = (name: string) => join(folder, `second-${name}`);
  return {
    consoleLog: at('console.log'),
    qemuLog: at('qemu.log'),
    qmpSocket: at('qmp.sock'),
    agentSocket: at('agent.sock'),
    forwards: [],
  };
}

function eventsOf(vm: RunningVm): VmEvent[] {
  const events: VmEvent[] = [];
  vm.onEvent((event) => events.push(event));
  return events;
}

/** Waits for an event of a kind, and hands it out. */
function untilEvent(events: readonly VmEvent[], kind: VmEvent['kind'], timeout = 60_000): Promise<VmEvent> {
  return vi.waitFor(
    () => {
      const event = events.find((candidate) => candidate.kind === kind);
      if (event === undefined) throw new Error(`no ${kind} among ${JSON.stringify(events)}`);
      return event;
    },
    { timeout, interval: 20 },
  );
}

async function listenOn(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const port = await listenOn(0);
  const server = servers.pop();
  server?.close();
  return port;
}

describe('a VM that was started', () => {
  it('runs, speaks, and has sockets and logs for this user alone', async () => {
    const vm = await start();
    const events = eventsOf(vm);
    expect(await vm.queryStatus()).toBe('running');
    for (const path of [spec.qmpSocket, spec.agentSocket, spec.consoleLog, spec.qemuLog]) {
      expect((await stat(path)).mode & 0o077, path).toBe(0);
    }
    expect(await untilEvent(events, 'agent')).toEqual({ kind: 'agent', key: 'STAGE', value: 'kernel' });
  });

  it('gives the port up that it forwards, and says when one cannot be had', async () => {
    const vm = await start();
    const forward = { hostPort: await freePort(), guestPort: 80 };
    await vm.addForward(forward);
    expect(await vm.listForwards()).toEqual(expect.arrayContaining([forward, ...spec.forwards]));
    await expect(vm.addForward(forward)).rejects.toMatchObject({ code: 'E_PORT_BUSY' });
    await vm.removeForward(forward);
    expect(await vm.listForwards()).toEqual(spec.forwards);
    await listenOn(forward.hostPort);
  });

  it('that is killed is noticed within a second', async () => {
    const vm = await start();
    const events = eventsOf(vm);
    process.kill(vm.identity.pid, 'SIGKILL');
    expect(await untilEvent(events, 'exited', 1_000)).toEqual({
      kind: 'exited',
      code: null,
      signal: 'SIGKILL',
    });
    expect(events.at(-1)?.kind).toBe('exited');
  });

  it('that hangs is ended all the same', async () => {
    const vm = await start();
    const events = eventsOf(vm);
    process.kill(vm.identity.pid, 'SIGSTOP');
    await vm.quit(200);
    expect(await untilEvent(events, 'exited', 1_000)).toMatchObject({ signal: 'SIGKILL' });
    expect(await isSameProcess(vm.identity)).toBe(false);
  });

  it('tells a guest that powered itself off from one that was ended', async () => {
    const off = eventsOf(await start({ cmdline: `${spec.cmdline} slipway.probe` }));
    expect(await untilEvent(off, 'shutdown')).toEqual({ kind: 'shutdown', reason: 'guest-shutdown' });
    await untilEvent(off, 'exited', 2_000);
    const vm = await start();
    const ended = eventsOf(vm);
    await vm.quit(2_000);
    expect(await untilEvent(ended, 'exited', 2_000)).toEqual({ kind: 'exited', code: 0, signal: null });
    expect(ended).toContainEqual({ kind: 'shutdown', reason: 'host-qmp-quit' });
  });
});

describe('a VM that outlived its supervisor', () => {
  it('is taken over, and its end is noticed within a second', async () => {
    const first = await start();
    first.detach();
    const adopted = await qemuDriver.adopt(spec, first.identity);
    if (adopted === undefined) throw new Error('it was not taken over');
    const events = eventsOf(adopted);
    expect(await adopted.queryStatus()).toBe('running');
    expect(await adopted.listForwards()).toEqual(spec.forwards);
    process.kill(first.identity.pid, 'SIGKILL');
    expect(await untilEvent(events, 'exited', 1_000)).toEqual({ kind: 'exited', code: null, signal: null });
  });

  it('and was paused meanwhile says so to whoever takes it over', async () => {
    const vm = await start();
    vm.detach();
    const somebody = await connectQmp(spec.qmpSocket);
    await somebody.execute('stop', QmpNothing);
    somebody.close();
    const adopted = await qemuDriver.adopt(spec, vm.identity);
    expect(await adopted?.queryStatus()).toBe('paused');
    adopted?.detach();
  });

  it('is not taken for another machine, nor a stranger for it', async () => {
    const vm = await start();
    vm.detach();
    const otherUuid = { ...spec, uuid: '00000000-0000-4000-8000-000000000000' };
    expect(await qemuDriver.adopt(otherUuid, vm.identity)).toBeUndefined();
    expect(await qemuDriver.adopt(spec, { ...vm.identity, startedAt: '1' })).toBeUndefined();
  });
});

describe('a start that cannot succeed', () => {
  it('names the process that holds the disk, and disturbs it not', async () => {
    const vm = await start();
    await expect(start(beside())).rejects.toMatchObject({
      code: 'E_DISK_IN_USE',
      message: expect.stringContaining(`pid ${vm.identity.pid} (qemu-system`),
    });
    expect(await vm.queryStatus()).toBe('running');
  });

  it('never takes the sockets of a VM that runs', async () => {
    const vm = await start();
    await expect(start()).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect(await vm.queryStatus()).toBe('running');
  });

  it('names the port that is taken', async () => {
    const [forward] = spec.forwards;
    await listenOn(forward?.hostPort ?? 0);
    await expect(start()).rejects.toMatchObject({
      code: 'E_PORT_BUSY',
      message: `port ${forward?.hostPort} of 127.0.0.1 cannot be had`,
    });
  });

  it("ends with QEMU's own words, and only those of this start", async () => {
    await writeFile(spec.qemuLog, 'words of an earlier start\n');
    const failed = start({ dataDisk: join(folder, 'nothing.qcow2') });
    await expect(failed).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
      message: expect.stringContaining('No such file or directory'),
    });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('earlier start') });
  });

  it('goes on over sockets that a dead VM left behind', async () => {
    const dead = await start();
    const events = eventsOf(dead);
    process.kill(dead.identity.pid, 'SIGKILL');
    await untilEvent(events, 'exited', 1_000);
    expect(await (await start()).queryStatus()).toBe('running');
  });
});

describe('the QEMU on PATH', () => {
  it('is refused when it is too old', async () => {
    const program = join(folder, `qemu-system-${arch === 'amd64' ? 'x86_64' : 'aarch64'}`);
    await writeFile(program, '#!/bin/sh\necho "QEMU emulator version 2.0"\n');
    await chmod(program, 0o755);
    await expect(findQemu(arch, { path: folder, platform: 'linux' })).rejects.toMatchObject({
      code: 'E_QEMU_TOO_OLD',
      message: expect.stringMatching(/ 2\.0 is older than 6\.2$/),
    });
  });
});
