// What is known of one machine's engine while anybody is interested: its events, and the lists they keep in step.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRow } from '../../preload/contract/containers.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { ImageRow } from '../../preload/contract/images.ts';
import type { NetworkRow } from '../../preload/contract/networks.ts';
import type { VolumeRow } from '../../preload/contract/volumes.ts';
import { createBell } from '../../preload/rpc/bell.ts';
import { listContainers } from '../engine/containers/rows.ts';
import { openEngine, type Engine } from '../engine/docker.ts';
import type { EngineEndpoint } from '../engine/endpoint.ts';
import { followEvents, type EngineEvent } from '../engine/events.ts';
import { openEngineHttp } from '../engine/http.ts';
import { listImages } from '../engine/images/rows.ts';
import { listNetworks } from '../engine/networks/rows.ts';
import { listVolumes } from '../engine/volumes/rows.ts';
import { LiveList } from './live-list.ts';
import { whenThrough } from './when-through.ts';

/** An engine that restarts is back within seconds. */
const LOOK_AGAIN_MS = 500;
/** An engine that has not listened by then hangs, which whoever asks it is told. */
const LISTEN_MS = 1000;

export interface EngineLists {
  readonly containers: LiveList<ContainerRow>;
  readonly images: LiveList<ImageRow>;
  readonly volumes: LiveList<VolumeRow>;
  readonly networks: LiveList<NetworkRow>;
}

export interface EngineSession {
  readonly engine: Engine;
  readonly lists: EngineLists;
  /** Whether the engine's events arrive now. */
  isConnected(): boolean;
  /** Fires when the session is over: the machine does not run any more. */
  readonly over: AbortSignal;
  close(): void;
}

export interface SessionOptions {
  endpoint: EngineEndpoint;
  /** Asked whenever the engine is away, whether to wait for it. */
  stillRuns(): Promise<boolean>;
  onEvents(events: readonly EngineEvent[]): void;
  /** Told when the session has ended by itself. */
  onOver(): void;
}

/** Opens a session; its event stream connects in the background. @throws E_TLS */
export async function openSession(options: SessionOptions): Promise<EngineSession> {
  const engine = await openEngine(options.endpoint);
  const ending = new AbortController();
  let connected = false;
  const firstTry = createGate(LISTEN_MS);
  const lists = createLists(engine, firstTry.opened);
  const joinedOrLeft = whenThrough(
    (id) => engine.ask((docker) => docker.getContainer(id).inspect()),
    (ids) => {
      lists.containers.changed(ids);
      lists.networks.changed('all');
    },
  );
  void followWhileItRuns(
    options,
    ending.signal,
    (events) => {
      // The first bunch says that the engine listens; what happened before it is in the lists only when fetched anew.
      if (connected) distribute(lists, events, joinedOrLeft);
      else if (firstTry.isOpen()) for (const list of Object.values(lists)) list.changed('all');
      connected = true;
      firstTry.open();
      options.onEvents(events);
    },
    () => {
      connected = false;
      firstTry.open();
    },
  ).finally(() => {
    ending.abort();
    options.onOver();
  });
  return {
    engine,
    lists,
    isConnected: () => connected,
    over: ending.signal,
    close: () => ending.abort(),
  };
}

/** @param listening resolves once events arrive, or do not: a list fetched earlier would have to be fetched once more */
function createLists(engine: Engine, listening: Promise<void>): EngineLists {
  const whenListening =
    <Row>(list: (engine: Engine) => Promise<Row[]>) =>
    async () => {
      await listening;
      return list(engine);
    };
  return {
    containers: new LiveList({
      keyOf: ({ id }) => id,
      fetchAll: whenListening((each) => listContainers(each)),
      fetchSome: (ids) => listContainers(engine, ids),
      willPass,
    }),
    images: new LiveList({ keyOf: ({ id }) => id, fetchAll: whenListening(listImages), willPass }),
    volumes: new LiveList({ keyOf: ({ name }) => name, fetchAll: whenListening(listVolumes), willPass }),
    networks: new LiveList({ keyOf: ({ id }) => id, fetchAll: whenListening(listNetworks), willPass }),
  };
}

interface Gate {
  readonly opened: Promise<void>;
  isOpen(): boolean;
  open(): void;
}

/** @param patienceMs it opens by itself after that */
function createGate(patienceMs: number): Gate {
  let isOpen = false;
  const bell = createBell();
  const open = () => {
    isOpen = true;
    bell.ring();
  };
  setTimeout(open, patienceMs).unref();
  return { opened: bell.heard(), isOpen: () => isOpen, open };
}

/** An engine that restarts is away for a moment. */
function willPass(thrown: unknown): boolean {
  return thrown instanceof SlipwayError && thrown.code === 'E_ENGINE_UNREACHABLE';
}

/** Which lists an event concerns: a container's end also changes who uses its image, its volumes and its networks. */
function distribute(
  lists: EngineLists,
  events: readonly EngineEvent[],
  joinedOrLeft: (container: string) => void,
): void {
  const containers = new Set<string>();
  const whole = new Set<keyof EngineLists>();
  for (const { type, action, id, attributes } of events) {
    // An exec changes nothing that a list shows; health checks are execs, every few seconds.
    if (type === 'container' && !action.startsWith('exec_')) {
      containers.add(id);
      if (/^(create|destroy|rename)$/.test(action))
        for (const list of ['images', 'volumes', 'networks'] as const) whole.add(list);
    } else if (type === 'image') whole.add('images');
    else if (type === 'volume') whole.add('volumes');
    else if (type === 'network') {
      if (attributes['container'] === undefined) whole.add('networks');
      else joinedOrLeft(attributes['container']);
    }
  }
  if (containers.size > 0) lists.containers.changed([...containers]);
  for (const list of whole) lists[list].changed('all');
}

async function followWhileItRuns(
  options: SessionOptions,
  signal: AbortSignal,
  onEvents: (events: readonly EngineEvent[]) => void,
  onAway: () => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const http = await openEngineHttp(options.endpoint);
      try {
        for await (const events of followEvents(http, signal)) onEvents(events);
      } finally {
        http.close();
      }
    } catch {
      // Why it went does not matter: it comes back, or its machine has stopped.
    }
    onAway();
    if (signal.aborted || !(await options.stillRuns())) return;
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}
