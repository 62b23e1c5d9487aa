// A supervisor over a fake driver, with its files in a folder of the test's own.

import type { StartEvent } from '../../preload/contract/machines.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineClient } from '../../main/engine/client.ts';
import { makePrivateFolder } from '../../main/lib/files.ts';
import type { MachineConfig } from '../../main/machine/config.ts';
import { parseMachineName } from '../../main/machine/name.ts';
import { machinePaths, type MachinePaths } from '../../main/machine/paths.ts';
import { createCrashPolicy } from '../../main/supervisor/crashes.ts';
import type { SupervisorState } from '../../main/supervisor/history.ts';
import type { KeyReport, Notice, Parts } from '../../main/supervisor/parts.ts';
import { Supervisor } from '../../main/supervisor/supervisor.ts';
import { FakeDriver } from './fake-driver.ts';

export const FAKE_UUID = '5b8f0c6e-2f0f-4b63-9d0a-0c1d1e2f3a4b';

/** The parts of a machine as a test may change them. */
export type FakeParts = Parts & { driver: FakeDriver };

export interface FakeMachine {
  paths: MachinePaths;
  driver: FakeDriver;
  parts: FakeParts;
  supervisor: Supervisor;
  /** Every state that was entered, in order. */
  states: SupervisorState[];
  /** What happened at the parts, in order: `forgetVerdict`, `installCertificates`. */
  deeds: string[];
  idle: () => number;
  /** Starts, and gives all that was told; rejects as the start does. */
  start(bootTimeoutMs?: number): Promise<StartEvent[]>;
  dispose(): Promise<void>;
}

export async function createFakeMachine(config: Partial<MachineConfig> = {}): Promise<FakeMachine> {
  const home = await mkdtemp(join(tmpdir(), 'sup-'));
  const paths = machinePaths(home, parseMachineName('default'), { XDG_RUNTIME_DIR: home });
  await makePrivateFolder(paths.folder);
  await makePrivateFolder(paths.runtime.folder);
  const driver = new FakeDriver();
  const deeds: string[] = [];
  const parts = fakeParts(driver, deeds, config);
  const states: SupervisorState[] = [];
  let idle = 0;
  const supervisor = new Supervisor({
    parts,
    paths,
    history: { note: (state) => states.push(state) },
    log: { info: () => {}, error: () => {}, close: () => {} },
    version: '0.0.0',
    onIdle: () => (idle += 1),
    graces: { guestMs: 20, quitMs: 20, killMs: 20 },
    crashes: createCrashPolicy([1, 1, 1]),
  });
  return {
    paths,
    driver,
    parts,
    supervisor,
    states,
    deeds,
    idle: () => idle,
    start: async (bootTimeoutMs = 5_000) => {
      const events: StartEvent[] = [];
      const { start } = supervisor.handlers;
      for await (const event of start({ bootTimeoutMs }, new AbortController().signal)) {
        events.push(event);
      }
      return events;
    },
    dispose: async () => {
      await supervisor.detach();
      await rm(home, { recursive: true });
    },
  };
}

function fakeParts(driver: FakeDriver, deeds: string[], changes: Partial<MachineConfig>): FakeParts {
  let config: MachineConfig = {
    schema: 1,
    name: parseMachineName('default'),
    uuid: FAKE_UUID,
    createdAt: '2026-11-23T00:00:00.000Z',
    cpus: 2,
    memoryMiB: 1024,
    diskGiB: 64,
    dataDisk: 'made',
    accelerator: 'auto',
    ports: { engine: 2376, ssh: 2022 },
    ...changes,
  };
  const keys: KeyReport = { expireAt: '2027-12-25T00:00:00.000Z', isNew: false, warnings: [] };
  return {
    driver,
    readConfig: async () => config,
    rememberPorts: async (ports) => void (config = { ...config, ports }),
    portsOfOthers: async () => [],
    isPortFree: async () => true,
    findImage: async () => ({
      arch: 'amd64',
      kernel: '/image/kernel',
      initrd: '/image/initrd',
      rootDisk: '/image/root.erofs',
      cmdline: 'quiet',
      emptyDataDisk: '/image/data.qcow2',
      description: 'debian 13, docker 26.1.5',
    }),
    chooseAccelerator: async (wanted) => ({ accelerator: wanted === 'auto' ? 'kvm' : wanted }),
    forgetVerdict: async () => void deeds.push('forgetVerdict'),
    prepareKeys: async () => (deeds.push('prepareKeys'), keys),
    prepareDisk: async () => [] as Notice[],
    connectEngine: async () => fakeEngine(),
    publishEndpoint: async () => void deeds.push('publishEndpoint'),
    renewCertificates: async () => keys,
    installCertificates: async () => void deeds.push('installCertificates'),
    kernelArguments: '',
  };
}

/** An engine that answers and where nothing ever happens. */
export function fakeEngine(): EngineClient {
  return {
    ping: async () => '26.1.5',
    publishedPorts: async () => [],
    containerCount: async () => 0,
    async *containerChanges(signal) {
      yield;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    version: async () => ({ engine: '26.1.5', api: '1.45', kernel: '6.12' }),
    info: async () => {
      throw new Error('not asked in these tests');
    },
    close: () => {},
  };
}
