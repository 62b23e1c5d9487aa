// Builds: what is asked of one, what it tells while it runs, and what is kept of it.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { WireError } from './errors.ts';
import { HostPath, ImageRef, MachineName } from './ids.ts';

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
  z.object({ kind: z.literal('ended'), outcome: BuildOutcome }),
]);
export type BuildEvent = z.infer<typeof BuildEvent>;

const OfMachine = z.object({ machine: MachineName });
const OfBuild = OfMachine.extend({ build: BuildId });

export const BuildsContract = {
  /**
   * Starts a build, which goes on when the asker leaves; a failure of the build itself is told by `follow`.
   * @throws E_NOT_FOUND for a folder or Dockerfile that is not there
   */
  start: call(OfMachine.extend({ request: BuildRequest }), z.object({ build: BuildId })),
  /** All that was told so far, then what comes; ends behind `ended`. */
  follow: stream(OfBuild, BuildEvent),
  /** Ends a build that runs. One that has ended already stays as it is. */
  cancel: call(OfBuild, z.void()),
};
