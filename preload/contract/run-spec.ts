// What a container is run with: the run form's fields, a `docker run` line and the engine's own form are three views of it.

import { z } from 'zod';
import { ContainerId, ImageRef, ObjectName, Port } from './ids.ts';

const Text = z.string().max(32_768);
const Words = z.array(Text).max(1000);

export const PublishedPortSpec = z.object({
  /** Of 127.0.0.1 as the host sees it; left out, the engine chooses one. */
  hostPort: Port.optional(),
  hostAddress: z.string().max(64).optional(),
  containerPort: Port,
  protocol: z.enum(['tcp', 'udp', 'sctp']),
});
export type PublishedPortSpec = z.infer<typeof PublishedPortSpec>;

export const MountSpec = z.object({
  kind: z.enum(['bind', 'volume', 'tmpfs']),
  /** A folder of the guest's for a bind, a volume's name for a volume (none: an anonymous one), nothing for a tmpfs. */
  source: z.string().max(4096).optional(),
  target: z.string().min(1).max(4096),
  readOnly: z.boolean(),
});
export type MountSpec = z.infer<typeof MountSpec>;

export const RestartPolicy = z.object({
  name: z.enum(['no', 'always', 'unless-stopped', 'on-failure']),
  /** For `on-failure`; none or 0: without end. */
  maximumRetries: z.int().min(0).optional(),
});
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** Left out is unlimited. */
export const Limits = z.object({
  memoryBytes: z.int().positive().optional(),
  cpus: z.number().positive().max(1024).optional(),
  pids: z.int().positive().optional(),
});
export type Limits = z.infer<typeof Limits>;

/** Limits of a container that is there: what is left out stays. The engine lifts none but that of processes, by 0. */
export const LimitChange = Limits.extend({ pids: z.int().min(0).optional() });
export type LimitChange = z.infer<typeof LimitChange>;

export const HealthCheck = z.object({
  /** Read by the container's shell, as `--health-cmd` is; undefined switches the image's own check off. */
  command: Text.optional(),
  intervalMs: z.int().min(0).optional(),
  timeoutMs: z.int().min(0).optional(),
  startPeriodMs: z.int().min(0).optional(),
  retries: z.int().min(0).optional(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

export const RunSpec = z.object({
  image: ImageRef,
  name: ContainerId.optional(),
  /** After the image; empty: the image's own. */
  command: Words,
  /** Left out: the image's own. Its first word is `--entrypoint`, the others go before the command. */
  entrypoint: Words.optional(),
  env: z.array(z.object({ name: z.string().min(1).max(1000), value: Text.optional() })).max(1000),
  /** Files of this computer, one NAME=VALUE a line; read when it is run. */
  envFiles: z.array(z.string().min(1).max(4096)).max(20),
  labels: z.array(z.object({ name: z.string().min(1).max(1000), value: Text })).max(1000),
  ports: z.array(PublishedPortSpec).max(1000),
  publishAll: z.boolean(),
  mounts: z.array(MountSpec).max(200),
  /** `bridge`, `host`, `none`, `container:NAME` or a network's name; left out: the engine's default. */
  network: z.union([ObjectName, z.string().regex(/^container:[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/)]).optional(),
  hostname: z.string().max(253).optional(),
  extraHosts: z.array(z.string().max(512)).max(100),
  dns: z.array(z.string().max(64)).max(20),
  limits: Limits,
  restart: RestartPolicy,
  health: HealthCheck.optional(),
  user: z.string().max(255).optional(),
  workdir: z.string().max(4096).optional(),
  capAdd: z.array(z.string().max(64)).max(100),
  capDrop: z.array(z.string().max(64)).max(100),
  privileged: z.boolean(),
  readOnly: z.boolean(),
  init: z.boolean(),
  autoRemove: z.boolean(),
  interactive: z.boolean(),
  tty: z.boolean(),
  /** `-d`: not waited for. */
  detach: z.boolean(),
});
export type RunSpec = z.infer<typeof RunSpec>;

/** A container of an image with nothing else said of it. */
export function plainRun(image: string): RunSpec {
  return {
    image,
    command: [],
    env: [],
    envFiles: [],
    labels: [],
    ports: [],
    publishAll: false,
    mounts: [],
    extraHosts: [],
    dns: [],
    limits: {},
    restart: { name: 'no' },
    capAdd: [],
    capDrop: [],
    privileged: false,
    readOnly: false,
    init: false,
    autoRemove: false,
    interactive: false,
    tty: false,
    detach: true,
  };
}
