// What this page reads out of the engine's account of a container. Pure.

import { z } from 'zod';

/** The engine says null where it means nothing. */
const words = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

const Inspected = z.object({
  Id: text,
  Created: text,
  RestartCount: number,
  Platform: text,
  State: z.object({
    StartedAt: text,
    FinishedAt: text,
    ExitCode: number,
    OOMKilled: z.boolean().nullish(),
    Running: z.boolean().nullish(),
  }),
  Config: z.object({
    Hostname: text,
    User: text,
    WorkingDir: text,
    Env: words,
    Cmd: words,
    Entrypoint: words,
    Labels: z
      .record(z.string(), z.string())
      .nullish()
      .transform((labels) => labels ?? {}),
  }),
  HostConfig: z.object({
    Memory: number,
    NanoCpus: number,
    PidsLimit: number,
    RestartPolicy: z.object({ Name: text, MaximumRetryCount: number }).nullish(),
  }),
  Mounts: z
    .array(z.object({ Type: text, Name: text, Source: text, Destination: text, RW: z.boolean().nullish() }))
    .nullish()
    .transform((mounts) => mounts ?? []),
  NetworkSettings: z.object({
    Networks: z
      .record(
        z.string(),
        z.object({ NetworkID: text, IPAddress: text, Gateway: text, MacAddress: text, Aliases: words }),
      )
      .nullish()
      .transform((networks) => networks ?? {}),
  }),
});
export type Inspected = z.infer<typeof Inspected>;

/** @throws where an engine says something else altogether */
export function readInspected(account: unknown): Inspected {
  return Inspected.parse(account);
}

/** `0001-01-01T00:00:00Z` is how Go says never. */
export function momentOf(time: string): number | undefined {
  const ms = Date.parse(time);
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms;
}
