// A service as large as no test machine can be: lists, events and logs made up, typed by the contract.

import { AppContract } from '../../../preload/contract/contract.ts';
import type { ContainerRow, LogLine } from '../../../preload/contract/containers.ts';
import type { GroupHandlers } from '../../../preload/contract/define.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Preferences } from '../../../preload/contract/host.ts';
import { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import type { Service } from '../../../main/app/handlers.ts';
import { LiveList } from '../../../main/app/live-list.ts';

export interface FakeSize {
  containers: number;
  images: number;
  eventsPerSecond: number;
  /** Of the one log there is. */
  logBytes: number;
}

const MACHINE: MachineSummary = {
  name: MachineName.parse('default'),
  status: 'running',
  sinceMs: Date.now(),
  accelerator: 'tcg',
  publishedPorts: [],
  refusedPorts: [],
  context: 'slipway',
  problems: [],
};

const PREFERENCES: Preferences = { colourScheme: 'auto', machine: MACHINE.name, groupContainers: true };

/** Everything else that is asked of it is refused. */
export function fakeService(size: FakeSize): Service {
  const containers = Array.from({ length: size.containers }, (_, index) => container(index));
  const images = Array.from({ length: size.images }, (_, index) => image(index));
  const list = new LiveList<ContainerRow>({
    keyOf: ({ id }) => id,
    fetchAll: async () => containers,
    fetchSome: async (ids) => containers.filter(({ id }) => ids.includes(id)),
  });
  const timer = setInterval(() => {
    for (let count = 0; count < size.eventsPerSecond / 20; count += 1) list.changed([change(containers)]);
  }, 50);
  const handlers: GroupHandlers<AppContract> = {
    ...refusals(),
    host: { ...refusals().host, preferences: async () => PREFERENCES },
    machines: {
      ...refusals().machines,
      watch: async function* watch(_, signal) {
        yield { revision: 1, machines: [MACHINE] };
        await aborted(signal);
      },
    },
    containers: {
      ...refusals().containers,
      watch: (_, signal) => list.watch(signal),
      logs: ({ ids: [id = ''] }) => log(id, size.logBytes),
      inspect: async ({ id }) => ({ Id: id, Name: `/${id}`, State: { Running: true }, Config: {} }),
    },
    images: { ...refusals().images, watch: (_, signal) => fixed(images, ({ id }) => id, signal) },
    volumes: { ...refusals().volumes, watch: (_, signal) => fixed([], () => '', signal) },
    networks: { ...refusals().networks, watch: (_, signal) => fixed([], () => '', signal) },
  };
  return {
    handlers,
    preferences: async () => PREFERENCES,
    attend: () => {},
    close: () => clearInterval(timer),
  };
}

function refusals(): GroupHandlers<AppContract> {
  const refuse = () => {
    throw new SlipwayError('E_USAGE', 'the bench has no such thing');
  };
  const groups = Object.entries(AppContract).map(([group, operations]) => [
    group,
    Object.fromEntries(Object.keys(operations).map((name) => [name, refuse])),
  ]);
  return Object.fromEntries(groups) as GroupHandlers<AppContract>;
}

function fixed<Row>(rows: Row[], keyOf: (row: Row) => string, signal: AbortSignal) {
  const list = new LiveList<Row>({ keyOf, fetchAll: async () => rows });
  return list.watch(signal);
}

const hex = (index: number) => index.toString(16).padStart(64, '0');

function container(index: number): ContainerRow {
  const project = index % 3 === 0 ? { project: `project-${index % 40}`, service: `service-${index}` } : {};
  return {
    id: hex(index),
    name: `container-${index}`,
    image: `registry.example/team/app-${index % 500}:v${index % 9}`,
    imageId: `sha256:${hex(index % 500)}`,
    command: 'serve --port 80',
    createdMs: Date.now() - index * 60_000,
    state: index % 4 === 0 ? 'exited' : 'running',
    status: index % 4 === 0 ? 'Exited (0) 2 hours ago' : 'Up 2 hours',
    ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 10_000 + index, hostAddress: '0.0.0.0' }],
    ...project,
    volumes: [],
    networks: ['bridge'],
  };
}

function image(index: number): ImageRow {
  return {
    id: `sha256:${hex(index)}`,
    tags: [`registry.example/team/app-${index}:latest`],
    sizeBytes: 50_000_000 + index,
    createdMs: Date.now() - index * 3_600_000,
    usedBy: index < 500 ? [`container-${index}`] : [],
  };
}

/** One container starts or ends. @returns which */
function change(containers: ContainerRow[]): string {
  const index = Math.floor(Math.random() * containers.length);
  const row = containers[index] ?? container(0);
  const isRunning = row.state === 'running';
  containers[index] = {
    ...row,
    state: isRunning ? 'exited' : 'running',
    status: isRunning ? 'Exited (0) 1 second ago' : 'Up 1 second',
  };
  return row.id;
}

const LINE = 'x'.repeat(90);
const LINES_AT_ONCE = 2000;

async function* log(containerId: string, bytes: number) {
  for (let sent = 0, number = 0; sent < bytes;) {
    const lines: LogLine[] = [];
    for (let count = 0; count < LINES_AT_ONCE; count += 1, number += 1) {
      const text = `${number} ${LINE}`;
      sent += text.length + 1;
      lines.push({ container: containerId, stream: 'stdout', time: '2026-01-01T00:00:00.000000000Z', text });
    }
    yield { lines, dropped: 0 };
  }
  yield {
    lines: [
      {
        container: containerId,
        stream: 'stdout' as const,
        time: '2026-01-01T00:00:01.000000000Z',
        text: 'the end',
      },
    ],
    dropped: 0,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
