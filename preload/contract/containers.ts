// Containers: the list, what can be done to them, and what can be seen of one.

import { z } from 'zod';
import { Bytes } from './bytes.ts';
import { call, stream } from './define.ts';
import { ContainerId, GuestPath, HostPath, MachineName, Moment, Port } from './ids.ts';
import { listChange, Outcome, Pruned, Transfer } from './lists.ts';
import { LimitChange, RestartPolicy, RunSpec } from './run-spec.ts';

/** The engine's own words. */
export const ContainerState = z.enum([
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
]);
export type ContainerState = z.infer<typeof ContainerState>;

export const ContainerPort = z.object({
  containerPort: z.int(),
  protocol: z.string(),
  /** Where it is published; left out where it is only exposed. */
  hostPort: z.int().optional(),
  hostAddress: z.string().optional(),
});
export type ContainerPort = z.infer<typeof ContainerPort>;

export const ContainerRow = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  imageId: z.string(),
  command: z.string(),
  /** Milliseconds since 1970. */
  createdMs: z.number(),
  state: ContainerState,
  /** As the engine puts it: `Up 2 hours (healthy)`. */
  status: z.string(),
  /** When it came into this state, as near as the engine's words tell. Milliseconds since 1970. */
  sinceMs: z.number().optional(),
  health: z.enum(['healthy', 'unhealthy', 'starting']).optional(),
  ports: z.array(ContainerPort),
  /** Compose's project and service, where it is of one. */
  project: z.string().optional(),
  service: z.string().optional(),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
});
export type ContainerRow = z.infer<typeof ContainerRow>;

export const ContainerAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['start', 'pause', 'unpause']) }),
  z.object({ kind: z.enum(['stop', 'restart']), graceSeconds: z.int().min(0).max(3600).optional() }),
  z.object({ kind: z.literal('kill'), signal: z.string().regex(/^(SIG)?[A-Z0-9+-]{1,16}$/) }),
  z.object({ kind: z.literal('remove'), force: z.boolean(), volumes: z.boolean() }),
]);
export type ContainerAction = z.infer<typeof ContainerAction>;

export const LogLine = z.object({
  /** Which of the containers that were asked for. */
  container: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  /** When it was written, RFC 3339 with nanoseconds, by the engine's clock. */
  time: z.string(),
  /** Without its line's end; escapes are in it as they came. */
  text: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

export const LogPiece = z.object({
  lines: z.array(LogLine),
  /** Lines that were left out before these because they came faster than they were taken. */
  dropped: z.int(),
});
export type LogPiece = z.infer<typeof LogPiece>;

export const StatsSample = z.object({
  id: z.string(),
  /** Milliseconds since 1970. */
  atMs: z.number(),
  /** 100 is one processor in full. */
  cpuPercent: z.number(),
  memoryBytes: z.number(),
  memoryLimitBytes: z.number(),
  /** Since the container started. */
  networkReceivedBytes: z.number(),
  networkSentBytes: z.number(),
  blockReadBytes: z.number(),
  blockWrittenBytes: z.number(),
  pids: z.int(),
});
export type StatsSample = z.infer<typeof StatsSample>;

export const FileEntry = z.object({
  name: z.string(),
  kind: z.enum(['file', 'folder', 'link', 'other']),
  sizeBytes: z.number(),
  /** Permissions as `ls` shows them: `rwxr-xr-x`. */
  mode: z.string(),
  /** Milliseconds since 1970. */
  modifiedMs: z.number(),
  linkTarget: z.string().optional(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const FileChange = z.object({ kind: z.enum(['changed', 'added', 'removed']), path: z.string() });
export type FileChange = z.infer<typeof FileChange>;

const OfMachine = z.object({ machine: MachineName });
const OfContainer = OfMachine.extend({ id: ContainerId });
const Ids = z.array(ContainerId).min(1).max(10_000);

export const TerminalEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), session: z.string() }),
  /** With `isError` what a program without a terminal wrote to stderr. */
  z.object({ kind: z.literal('output'), bytes: Bytes, isError: z.boolean().optional() }),
  z.object({ kind: z.literal('ended'), exitCode: z.int().optional() }),
]);
export type TerminalEvent = z.infer<typeof TerminalEvent>;

/** Of a container that somebody is joined to from its first moment. */
export const RunEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made'), id: z.string(), warnings: z.array(z.string()) }),
  ...TerminalEvent.options,
]);
export type RunEvent = z.infer<typeof RunEvent>;

const TerminalSize = z.object({ columns: z.int().min(1).max(1000), rows: z.int().min(1).max(1000) });

export const ContainersContract = {
  watch: stream(OfMachine, listChange(ContainerRow)),
  act: call(OfMachine.extend({ ids: Ids, action: ContainerAction }), z.array(Outcome)),
  rename: call(OfContainer.extend({ name: ContainerId }), z.void()),
  /** Limits and restart policy, changed while it runs; what is left out stays. */
  update: call(
    OfContainer.extend({ limits: LimitChange, restart: RestartPolicy.optional() }),
    z.object({ warnings: z.array(z.string()) }),
  ),
  prune: call(OfMachine, Pruned),
  /** The engine's own account of it. */
  inspect: call(OfContainer, z.record(z.string(), z.unknown())),
  run: call(OfMachine.extend({ spec: RunSpec }), z.object({ id: z.string(), warnings: z.array(z.string()) })),
  /** As `run`, joined to it: its output, and its input where the spec is interactive. Leaving the stream lets it go on. */
  runAttached: stream(OfMachine.extend({ spec: RunSpec, ...TerminalSize.shape }), RunEvent),
  /** The `docker run` line that says the same. */
  explainRun: call(z.object({ spec: RunSpec }), z.string()),
  /** @throws E_USAGE naming the word that is not understood */
  parseRun: call(z.object({ line: z.string().max(100_000) }), RunSpec),
  /** How an existing container was run, as far as the engine knows. */
  asRun: call(
    OfContainer,
    z.object({
      spec: RunSpec,
      line: z.string(),
      /** Options it was run with besides, which neither can say: `--device`. */
      leftOut: z.array(z.string()).optional(),
    }),
  ),
  /** Who holds a port of 127.0.0.1, and the next one that is free. */
  checkPort: call(
    OfMachine.extend({ port: Port, protocol: z.enum(['tcp', 'udp', 'sctp']) }),
    z.object({ holder: z.string().optional(), nextFree: z.int().optional() }),
  ),
  logs: stream(
    OfMachine.extend({
      ids: z.array(ContainerId).min(1).max(50),
      follow: z.boolean(),
      /** The last so many lines of each; left out: all. */
      tail: z.int().min(0).optional(),
      since: Moment.optional(),
      until: Moment.optional(),
    }),
    LogPiece,
  ),
  /** All of a container's log to a file of this computer, as text. */
  saveLogs: stream(OfContainer.extend({ to: HostPath, timestamps: z.boolean() }), Transfer),
  /** A sample of each running container a second; `ids` left out: of all. */
  stats: stream(OfMachine.extend({ ids: Ids.optional() }), z.array(StatsSample)),
  processes: call(OfContainer, z.object({ titles: z.array(z.string()), rows: z.array(z.array(z.string())) })),
  /** A program in a container, with a terminal and an input unless it is said otherwise. Leaving the stream ends it. */
  openTerminal: stream(
    OfContainer.extend({
      command: z.array(z.string().max(32_768)).min(1).max(1000),
      user: z.string().max(255).optional(),
      tty: z.boolean().default(true),
      interactive: z.boolean().default(true),
      ...TerminalSize.shape,
    }),
    TerminalEvent,
  ),
  writeTerminal: call(z.object({ session: z.string(), bytes: Bytes }), z.void()),
  /** The end of the input of a program without a terminal; in a terminal it is typed. */
  endInput: call(z.object({ session: z.string() }), z.void()),
  resizeTerminal: call(TerminalSize.extend({ session: z.string() }), z.void()),
  /** A folder of the container's file system, whether it runs or not. */
  listFiles: call(
    OfContainer.extend({ path: GuestPath }),
    z.object({ entries: z.array(FileEntry), truncated: z.boolean() }),
  ),
  /** What differs from the image. */
  changes: call(OfContainer, z.object({ changes: z.array(FileChange), truncated: z.boolean() })),
  /** Files and folders to this computer, as they are. @throws E_CONFLICT if something is there already */
  download: stream(OfContainer.extend({ path: GuestPath, to: HostPath }), Transfer),
  upload: stream(OfContainer.extend({ from: HostPath, path: GuestPath }), Transfer),
};
