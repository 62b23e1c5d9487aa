// What of the engine's account of a container, or an image, says how a container is run; nulls and absent fields alike.

import { z } from 'zod';

const words = z.array(z.string()).nullish();
const keys = z.record(z.string(), z.unknown()).nullish();
const text = z.string().nullish();
const flag = z.boolean().nullish();
const amount = z.number().nullish();

const Healthcheck = z
  .object({ Test: words, Interval: amount, Timeout: amount, StartPeriod: amount, Retries: amount })
  .nullish();
export type InspectedHealthcheck = NonNullable<z.output<typeof Healthcheck>>;

/** What an image and a container have in common: the image's is where the container's comes from. */
const Config = z.object({
  Env: words,
  Cmd: words,
  Entrypoint: words,
  Labels: z.record(z.string(), z.string()).nullish(),
  WorkingDir: text,
  User: text,
  ExposedPorts: keys,
  Volumes: keys,
  Healthcheck,
});
export type InspectedConfig = z.output<typeof Config>;

const HostConfig = z.object({
  Binds: words,
  Mounts: z.array(z.object({ Type: z.string(), Source: text, Target: z.string(), ReadOnly: flag })).nullish(),
  Tmpfs: z.record(z.string(), z.string()).nullish(),
  NetworkMode: text,
  PortBindings: z.record(z.string(), z.array(z.object({ HostIp: text, HostPort: text })).nullish()).nullish(),
  PublishAllPorts: flag,
  RestartPolicy: z.object({ Name: text, MaximumRetryCount: amount }).nullish(),
  ExtraHosts: words,
  Dns: words,
  CapAdd: words,
  CapDrop: words,
  Privileged: flag,
  ReadonlyRootfs: flag,
  AutoRemove: flag,
  Init: flag,
  Memory: amount,
  NanoCpus: amount,
  CpuQuota: amount,
  CpuPeriod: amount,
  PidsLimit: amount,
});
export type InspectedHostConfig = z.output<typeof HostConfig>;

/** Of GET /containers/ID/json. */
export const InspectedContainer = z.object({
  Id: z.string(),
  Name: z.string(),
  /** The image's id; `Config.Image` is what it was asked for as. */
  Image: z.string(),
  HostConfig,
  Config: Config.extend({
    Image: z.string(),
    Hostname: text,
    Tty: flag,
    OpenStdin: flag,
    AttachStdin: flag,
    AttachStdout: flag,
    AttachStderr: flag,
  }),
});
export type InspectedContainer = z.output<typeof InspectedContainer>;

/** Of GET /images/ID/json. */
export const InspectedImage = z.object({ Config: Config.nullish() });
