// Machines: what they are, what can be asked of them, and what they tell while they start.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { WireError } from './errors.ts';
import { MachineName } from './ids.ts';
import { Shell } from './host.ts';

/** What can run the guest's instructions: the host's hypervisor, or QEMU's software emulation (tcg). */
export const Accelerator = z.enum(['hvf', 'kvm', 'tcg']);
export type Accelerator = z.infer<typeof Accelerator>;

/** The stages of a start, in their order; each ends with a measured time. */
export const START_STAGES = ['image', 'accelerator', 'certificates', 'boot', 'engine', 'ports'] as const;
export const StartStage = z.enum(START_STAGES);
export type StartStage = z.infer<typeof StartStage>;

/** What happens while a machine starts, told as it happens. Times are wall milliseconds. */
export const StartEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('began'), stage: StartStage }),
  /** A finer step inside a stage: the guest's own stages (kernel, root, disk, network, engine). */
  z.object({ kind: z.literal('step'), stage: StartStage, name: z.string(), sinceSpawnMs: z.number() }),
  /** Something the user should know though it is no failure: an accelerator passed over, another port. */
  z.object({ kind: z.literal('notice'), stage: StartStage, code: z.string(), text: z.string() }),
  z.object({ kind: z.literal('done'), stage: StartStage, text: z.string(), ms: z.number() }),
]);
export type StartEvent = z.infer<typeof StartEvent>;

/** boot2docker's words (poweroff running paused saved aborted), and starting, stopping, broken. */
export const StatusWord = z.enum([
  'poweroff',
  'running',
  'paused',
  'aborted',
  'starting',
  'stopping',
  'broken',
]);
export type StatusWord = z.infer<typeof StatusWord>;

export const MachineSummary = z.object({
  name: MachineName,
  status: StatusWord,
  /** While it starts. */
  stage: StartStage.optional(),
  /** When the engine answered, in milliseconds since 1970. */
  sinceMs: z.number().optional(),
  accelerator: Accelerator.optional(),
  /** DOCKER_HOST, while it runs. */
  url: z.string().optional(),
  cpus: z.int().optional(),
  memoryMiB: z.int().optional(),
  diskGiB: z.int().optional(),
  acceleratorAsked: z.enum(['auto', ...Accelerator.options]).optional(),
  enginePort: z.int().optional(),
  sshPort: z.int().optional(),
  /** Ports of containers that are led to 127.0.0.1 now. */
  publishedPorts: z.array(z.int()),
  refusedPorts: z.array(z.object({ hostPort: z.int(), cause: z.string() })),
  /** ISO 8601. */
  certificatesExpireAt: z.string().optional(),
  context: z.string(),
  /** What is wrong with it, if anything. */
  problems: z.array(z.string()),
});
export type MachineSummary = z.infer<typeof MachineSummary>;

/** One look at what a machine uses; a sample every two seconds. */
export const MachineUsage = z.object({
  /** Milliseconds since 1970, by the host's clock. */
  atMs: z.number(),
  /** Of all its processors together, 0 to 100. */
  cpuPercent: z.number(),
  memoryUsedBytes: z.number(),
  memoryTotalBytes: z.number(),
  diskUsedBytes: z.number(),
  diskTotalBytes: z.number(),
  /** What the data disk takes of the host. */
  diskFileBytes: z.number(),
});
export type MachineUsage = z.infer<typeof MachineUsage>;

/** Whether a machine's engine answers. */
export const EngineHealth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answers') }),
  z.object({
    kind: z.literal('fails'),
    /** Since when, in milliseconds since 1970: what is known of it is as old. */
    sinceMs: z.number(),
    error: WireError,
  }),
]);
export type EngineHealth = z.infer<typeof EngineHealth>;

export const Finding = z.discriminatedUnion('status', [
  z.object({ id: z.string(), status: z.literal('ok'), title: z.string() }),
  z.object({
    id: z.string(),
    status: z.enum(['warning', 'problem']),
    title: z.string(),
    cause: z.string(),
    fix: z.string(),
  }),
]);
export type Finding = z.infer<typeof Finding>;

export const SettingKey = z.enum(['cpus', 'memory', 'disk', 'accelerator', 'port']);
export type SettingKey = z.infer<typeof SettingKey>;

const OfMachine = z.object({ machine: MachineName });
const Settings = z.partialRecord(SettingKey, z.string().max(40));

export const LogSource = z.enum(['console', 'supervisor', 'qemu', 'events', 'engine']);
export type LogSource = z.infer<typeof LogSource>;

export const MachinesContract = {
  /** Every machine, whenever something of them changed; the newest list replaces the one before. */
  watch: stream(z.void(), z.object({ revision: z.int(), machines: z.array(MachineSummary) })),
  create: call(z.object({ machine: MachineName, settings: Settings }), z.void()),
  /** Starts it, made first if there is none; joins a start under way. Ends when the engine answers. */
  start: stream(OfMachine.extend({ bootTimeoutMs: z.int().positive().optional() }), StartEvent),
  stop: call(
    OfMachine.extend({ force: z.boolean() }),
    z.object({ how: z.enum(['guest', 'quit', 'killed', 'was-stopped']), ms: z.number() }),
  ),
  /** @returns what could not be removed, if anything */
  remove: call(OfMachine, z.object({ leftBehind: z.string().optional() })),
  /** Everything known of it, as `slipway info --json` prints it. */
  describe: call(OfMachine, z.record(z.string(), z.unknown())),
  /** What its engine says of itself. */
  engine: call(OfMachine, z.object({ engine: z.string(), api: z.string(), kernel: z.string() })),
  /** Whether its engine answers: once that is known, and whenever it changes. */
  engineHealth: stream(OfMachine, EngineHealth),
  usage: stream(OfMachine, MachineUsage),
  /** The text that `slipway env` prints for a shell, the variables themselves, and the line that loads them. */
  environment: call(
    OfMachine.extend({ shell: Shell }),
    z.object({ text: z.string(), load: z.string(), variables: z.record(z.string(), z.string()) }),
  ),
  changeSettings: call(
    OfMachine.extend({ settings: Settings }),
    z.object({ changed: z.array(SettingKey), needsRestart: z.boolean() }),
  ),
  logs: stream(
    OfMachine.extend({
      source: LogSource,
      follow: z.boolean(),
      lastLines: z.int().min(0).max(100_000).optional(),
    }),
    z.array(z.string()),
  ),
  doctor: call(OfMachine, z.array(Finding)),
  renewCertificates: call(OfMachine, z.object({ expireAt: z.string(), inUse: z.boolean() })),
};
