// The few questions a supervisor has for its machine's engine, as long as it lives.

import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { createLineSplitter } from '../../preload/rpc/lines.ts';
import { countContainers, parsePublishedPorts, type PublishedPort } from './published-ports.ts';
import { openEngine, type Docker } from './docker.ts';
import type { EngineEndpoint } from './endpoint.ts';
import { openEngineHttp } from './http.ts';

/** An engine that works answers in milliseconds; under emulation and load in seconds. Streams have no limit. */
const ANSWER_MS = 10_000;

/** A line of the event stream is a few kilobytes; one container's labels can make it longer. */
const MAX_EVENT_LENGTH = 1024 * 1024;

/** The events that can change which ports are published; `type` keeps the engine from sending the rest. */
const PORT_EVENTS = JSON.stringify({
  type: ['container'],
  event: ['start', 'die', 'pause', 'unpause', 'kill', 'destroy'],
});

export interface EngineInfo {
  containers: number;
  running: number;
  images: number;
  /** Of the guest. */
  memoryBytes: number;
  cpus: number;
  storageDriver: string;
}

export interface EngineClient {
  /** Proves that the engine answers over mutual TLS. @returns its version, `26.1.5`. @throws E_TLS, E_ENGINE_UNREACHABLE */
  ping(timeoutMs: number): Promise<string>;
  /** What the running containers publish now. */
  publishedPorts(): Promise<PublishedPort[]>;
  /** Containers of every state. */
  containerCount(): Promise<number>;
  /**
   * Yields once when the engine listens to us, then whenever containers start or end.
   * @throws E_ENGINE_UNREACHABLE when the engine goes away, E_CANCELLED on the signal
   */
  containerChanges(signal: AbortSignal): AsyncGenerator<void>;
  version(): Promise<{ engine: string; api: string; kernel: string }>;
  info(): Promise<EngineInfo>;
  close(): void;
}

/** Reads the certificates; nothing is asked yet. @throws E_TLS if a file is missing */
export async function connectEngine(endpoint: EngineEndpoint): Promise<EngineClient> {
  const http = await openEngineHttp(endpoint);
  return {
    async ping(timeoutMs) {
      const { server } = await http.get('/_ping', timeoutMs);
      return /^Docker\/(\S+)/.exec(server)?.[1] ?? 'of unknown version';
    },
    publishedPorts: async () => parsePublishedPorts((await http.get('/containers/json', ANSWER_MS)).text),
    containerCount: async () =>
      countContainers((await http.get('/containers/json?all=true', ANSWER_MS)).text),
    containerChanges: (signal) =>
      changes(http.follow(`/events?filters=${encodeURIComponent(PORT_EVENTS)}`, signal)),
    version: () => withDocker(endpoint, describeVersion),
    info: () => withDocker(endpoint, describeInfo),
    close: () => http.close(),
  };
}

async function* changes(chunks: AsyncGenerator<string>): AsyncGenerator<void> {
  let news = true;
  const take = createLineSplitter(
    MAX_EVENT_LENGTH,
    () => (news = true),
    () => {
      throw new SlipwayError('E_ENGINE_UNREACHABLE', 'the engine told of an event that does not end');
    },
  );
  for await (const chunk of chunks) {
    take(chunk);
    if (news) yield;
    news = false;
  }
}

/** `docker version`. */
const Version = z.object({ Version: z.string(), ApiVersion: z.string(), KernelVersion: z.string() });

async function describeVersion(docker: Docker) {
  const { Version: engine, ApiVersion: api, KernelVersion: kernel } = Version.parse(await docker.version());
  return { engine, api, kernel };
}

/** `docker info`, whose type dockerode leaves open. */
const Info = z.object({
  Containers: z.int(),
  ContainersRunning: z.int(),
  Images: z.int(),
  MemTotal: z.int(),
  NCPU: z.int(),
  Driver: z.string(),
});

async function describeInfo(docker: Docker): Promise<EngineInfo> {
  const said = Info.parse(await docker.info());
  return {
    containers: said.Containers,
    running: said.ContainersRunning,
    images: said.Images,
    memoryBytes: said.MemTotal,
    cpus: said.NCPU,
    storageDriver: said.Driver,
  };
}

async function withDocker<Result>(
  endpoint: EngineEndpoint,
  question: (docker: Docker) => Promise<Result>,
): Promise<Result> {
  const engine = await openEngine(endpoint, ANSWER_MS);
  return engine.ask(question);
}
