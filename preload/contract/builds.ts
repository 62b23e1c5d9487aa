// Builds: what is asked of one, what it tells while it runs, and what is kept of it.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { WireError } from './errors.ts';
import { HostPath, ImageRef, MachineName } from './ids.ts';
import { Pruned } from './lists.ts';

/** A build as it is kept: `20261125-014756-1a2b`. */
export const BuildId = z.string().regex(/^[0-9a-z-]{8,40}$/);
export type BuildId = z.infer<typeof BuildId>;

/** What is sent to the engine to build from. */
export const BuildSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: HostPath }),
  /** The folder as a commit has it, whatever lies there now. */
  z.object({
    kind: z.literal('commit'),
    /** In a work tree of git. */
    path: HostPath,
    /** A hash, a branch, a tag, `HEAD~2`. */
    revision: z.string().min(1).max(250),
    /** Where HEAD is asked for and files differ from it: builds the files, and says `-dirty` in tags and labels. */
    allowDirty: z.boolean(),
  }),
]);
export type BuildSource = z.infer<typeof BuildSource>;

const Named = z.object({ name: z.string().min(1).max(500), value: z.string().max(100_000) });

/** Given to RUN --mount=type=secret, kept in no layer and no record. */
export const BuildSecret = z.object({
  id: z.string().min(1).max(250),
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), path: HostPath }),
    z.object({ kind: z.literal('value'), value: z.string().max(500_000) }),
  ]),
});
export type BuildSecret = z.infer<typeof BuildSecret>;

export const BuildRequest = z.object({
  source: BuildSource,
  /** Dockerfile in the source's folder unless said otherwise; it may lie elsewhere. */
  dockerfile: HostPath.optional(),
  /** Names of the image; of a commit's build also names without a tag, which get the commit's and the branch's. */
  tags: z.array(ImageRef).max(50).default([]),
  target: z.string().max(250).optional(),
  args: z.array(Named).max(500).default([]),
  labels: z.array(Named).max(500).default([]),
  platform: z.string().max(64).optional(),
  noCache: z.boolean().default(false),
  /** Asks the registry for newer base images. */
  pull: z.boolean().default(false),
  cacheFrom: z.array(ImageRef).max(50).default([]),
  /** `name:address`. */
  extraHosts: z.array(z.string().max(300)).max(100).default([]),
  secrets: z.array(BuildSecret).max(100).default([]),
  /** The builder that came before BuildKit; it is taken anyway where the engine has no other. */
  classic: z.boolean().default(false),
});
export type BuildRequest = z.output<typeof BuildRequest>;

export const StepState = z.enum(['waiting', 'running', 'done', 'cached', 'failed', 'cancelled']);
export type StepState = z.infer<typeof StepState>;

/** One thing that a step moves: a layer that is pulled, the context, what is exported. */
export const StepPart = z.object({
  id: z.string(),
  doneBytes: z.number(),
  totalBytes: z.number().optional(),
  /** Of parts that are not counted in bytes. */
  ended: z.boolean(),
});
export type StepPart = z.infer<typeof StepPart>;

export const BuildStep = z.object({
  id: z.string(),
  /** As the builder calls it: `[build 2/4] RUN make`. */
  name: z.string(),
  state: StepState,
  /** By the engine's clock, milliseconds since 1970. */
  startedMs: z.number().optional(),
  endedMs: z.number().optional(),
  /** The steps it waits for. */
  inputs: z.array(z.string()),
  /** In the Dockerfile; the builder's own steps have none. */
  lines: z.object({ from: z.int(), to: z.int() }).optional(),
  error: z.string().optional(),
  parts: z.array(StepPart),
});
export type BuildStep = z.infer<typeof BuildStep>;

export const BuildLogPiece = z.object({
  step: z.string(),
  stream: z.enum(['out', 'err']),
  text: z.string(),
  atMs: z.number(),
});
export type BuildLogPiece = z.infer<typeof BuildLogPiece>;

export const BuildWarning = z.object({
  text: z.string(),
  detail: z.array(z.string()),
  url: z.string().optional(),
  /** In the Dockerfile, from 1. */
  line: z.int().optional(),
});
export type BuildWarning = z.infer<typeof BuildWarning>;

/** Where in the Dockerfile a build failed. */
export const BuildFailure = z.object({
  error: WireError,
  step: z.string().optional(),
  /** Of the program that a RUN ran. */
  exitCode: z.int().optional(),
  source: z
    .object({
      file: z.string(),
      from: z.int(),
      to: z.int(),
      /** Some lines around it, the first numbered `firstLine`. */
      firstLine: z.int(),
      lines: z.array(z.string()),
    })
    .optional(),
});
export type BuildFailure = z.infer<typeof BuildFailure>;

/** Why a step ran again: what changed since the build of that name before. */
export const MissReason = z.discriminatedUnion('kind', [
  /** No build of that name is known. */
  z.object({ kind: z.literal('first') }),
  z.object({ kind: z.literal('no-cache') }),
  z.object({
    kind: z.literal('option'),
    option: z.enum(['platform', 'builder']),
    before: z.string(),
    after: z.string(),
  }),
  z.object({ kind: z.literal('base'), image: z.string(), before: z.string(), after: z.string() }),
  /** An instruction above it, or its own; without `before` it is new. */
  z.object({
    kind: z.literal('instruction'),
    before: z.string().optional(),
    after: z.string().optional(),
    /** Of the Dockerfile, from 1. */
    line: z.int(),
  }),
  z.object({
    kind: z.literal('argument'),
    name: z.string(),
    before: z.string().optional(),
    after: z.string().optional(),
  }),
  z.object({
    kind: z.literal('files'),
    changed: z.array(z.string()),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    /** Beyond those that are named. */
    more: z.int(),
  }),
  /** What it fetches may have changed. */
  z.object({ kind: z.literal('remote'), url: z.string() }),
  /** The build before did not come so far. */
  z.object({ kind: z.literal('unfinished') }),
  /** Nothing that we see has changed: the cache has lost it. */
  z.object({ kind: z.literal('gone') }),
]);
export type MissReason = z.infer<typeof MissReason>;

/** The first step that did not come from the cache. */
export const CacheMiss = z.object({
  step: z.string(),
  name: z.string(),
  line: z.int(),
  reason: MissReason,
});
export type CacheMiss = z.infer<typeof CacheMiss>;

export const BuildOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built'), image: z.string(), tags: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), failure: BuildFailure }),
  z.object({ kind: z.literal('cancelled') }),
]);
export type BuildOutcome = z.infer<typeof BuildOutcome>;

/** How much of the context was sent; a builder that has most of it asks for the rest only. */
export const ContextProgress = z.object({ sentBytes: z.number(), files: z.int(), complete: z.boolean() });
export type ContextProgress = z.infer<typeof ContextProgress>;

export const BuildEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('context'), progress: ContextProgress }),
  /** Steps that are new or have changed. */
  z.object({ kind: z.literal('steps'), steps: z.array(BuildStep) }),
  z.object({ kind: z.literal('log'), pieces: z.array(BuildLogPiece), lostPieces: z.int() }),
  z.object({ kind: z.literal('warnings'), warnings: z.array(BuildWarning) }),
  /** Before the end, where a step ran that could have come from the cache. */
  z.object({ kind: z.literal('miss'), miss: CacheMiss }),
  z.object({ kind: z.literal('ended'), outcome: BuildOutcome }),
]);
export type BuildEvent = z.infer<typeof BuildEvent>;

/** One build of the history, or one that runs. */
export const BuildRow = z.object({
  id: BuildId,
  /** Under which builds are compared: the image's name without its tag, else the folder's. */
  name: z.string(),
  state: z.enum(['running', 'built', 'failed', 'cancelled']),
  /** By this computer's clock, milliseconds since 1970. */
  startedMs: z.number(),
  endedMs: z.number().optional(),
  source: BuildSource,
  tags: z.array(z.string()),
  image: z.string().optional(),
  /** Of a commit. */
  revision: z.string().optional(),
  /** Of the Dockerfile's steps. */
  steps: z.object({ total: z.int(), cached: z.int() }),
  error: WireError.optional(),
  miss: CacheMiss.optional(),
});
export type BuildRow = z.infer<typeof BuildRow>;

/** One thing that BuildKit keeps. */
export const CacheEntry = z.object({
  id: z.string(),
  parents: z.array(z.string()),
  /** BuildKit's word: `regular`, `source.local`, `exec.cachemount`. */
  kind: z.string(),
  description: z.string(),
  sizeBytes: z.number(),
  createdMs: z.number(),
  lastUsedMs: z.number().optional(),
  usageCount: z.int(),
  /** By a build that runs. */
  inUse: z.boolean(),
  /** With an image: freeing it frees nothing. */
  shared: z.boolean(),
});
export type CacheEntry = z.infer<typeof CacheEntry>;

export const CachePrune = z.object({
  /** Only these; all that the other wishes let through where there are none. */
  entries: z.array(z.string().regex(/^[a-z0-9]{10,64}$/)).max(10_000),
  /** Also what images are made of, and what only the builder itself uses. */
  all: z.boolean(),
  unusedForMs: z.number().min(0).optional(),
  /** So much may stay: the least used goes first. */
  keepBytes: z.number().min(0).optional(),
});
export type CachePrune = z.infer<typeof CachePrune>;

const OfMachine = z.object({ machine: MachineName });
const OfBuild = OfMachine.extend({ build: BuildId });

export const BuildsContract = {
  /**
   * Starts a build, which goes on when the asker leaves; a failure of the build itself is told by `follow`.
   * @throws E_NOT_FOUND for a folder or Dockerfile that is not there
   */
  start: call(OfMachine.extend({ request: BuildRequest }), z.object({ build: BuildId })),
  /** The newest first: those that run here, and those that were kept. */
  list: call(OfMachine, z.array(BuildRow)),
  /** What a build was asked for, so that it can be asked for again; secrets' values are not kept. */
  request: call(OfBuild, BuildRequest),
  /** Out of the history. */
  forget: call(OfMachine.extend({ builds: z.array(BuildId).max(1000) }), z.void()),
  /** All that was told so far, or was kept of a build that ended, then what comes; ends behind `ended`. */
  follow: stream(OfBuild, BuildEvent),
  /** Ends a build that runs. One that has ended already stays as it is. */
  cancel: call(OfBuild, z.void()),
  /** What the builder keeps, the largest first. */
  cache: call(OfMachine, z.array(CacheEntry)),
  pruneCache: call(OfMachine.extend({ prune: CachePrune }), Pruned),
};
