// What a container was run with that a RunSpec cannot hold: named, so that a copy is not taken for the whole. Pure.

import { z } from 'zod';
import type { InspectedContainer } from './inspected.ts';

const list = z.array(z.unknown()).nullish();
const map = z.record(z.string(), z.unknown()).nullish();
const text = z.string().nullish();
const amount = z.number().nullish();

/** Of GET /containers/ID/json, what `inspected.ts` does not read. */
export const InspectedExtras = z.object({
  HostConfig: z.object({
    Devices: list,
    DeviceRequests: list,
    Ulimits: list,
    SecurityOpt: list,
    Sysctls: map,
    StorageOpt: map,
    VolumesFrom: list,
    Links: list,
    GroupAdd: list,
    DnsOptions: list,
    DnsSearch: list,
    PidMode: text,
    IpcMode: text,
    UTSMode: text,
    UsernsMode: text,
    Runtime: text,
    ShmSize: amount,
    CpuShares: amount,
    CpusetCpus: text,
    CpusetMems: text,
    MemoryReservation: amount,
    OomScoreAdj: amount,
    LogConfig: z.object({ Type: text }).nullish(),
  }),
  Config: z.object({ StopTimeout: amount, Domainname: text }),
  NetworkSettings: z
    .object({ Networks: z.record(z.string(), z.object({ IPAMConfig: map }).nullish()).nullish() })
    .nullish(),
});
export type InspectedExtras = z.output<typeof InspectedExtras>;

/** What the engine itself chooses where nothing is said. */
const DEFAULT_SHM_BYTES = 64 * 2 ** 20;
const DEFAULT_IPC: ReadonlySet<string> = new Set(['', 'private', 'shareable']);
const DEFAULT_RUNTIME: ReadonlySet<string> = new Set(['', 'runc']);
const DEFAULT_LOG: ReadonlySet<string> = new Set(['', 'json-file']);

/** The engine says so itself of one that is privileged, or that shares the machine's processes. */
const OWN_SECURITY_OPT = 'label=disable';

/** Options of `docker run`, with their dashes. */
export function optionsLeftOut(
  { HostConfig: host, Config: config, NetworkSettings: network }: InspectedExtras,
  { HostConfig: { Binds, Tmpfs } }: InspectedContainer,
): string[] {
  const networks = Object.values(network?.Networks ?? {});
  const said: Readonly<Record<string, boolean>> = {
    '--device': isFilled(host.Devices),
    '--gpus': isFilled(host.DeviceRequests),
    '--ulimit': isFilled(host.Ulimits),
    '--security-opt': (host.SecurityOpt ?? []).some((option) => option !== OWN_SECURITY_OPT),
    '--sysctl': isFilled(host.Sysctls),
    '--storage-opt': isFilled(host.StorageOpt),
    '--volumes-from': isFilled(host.VolumesFrom),
    '--link': isFilled(host.Links),
    '--group-add': isFilled(host.GroupAdd),
    '--dns-option': isFilled(host.DnsOptions),
    '--dns-search': isFilled(host.DnsSearch),
    '--pid': (host.PidMode ?? '') !== '',
    '--ipc': !DEFAULT_IPC.has(host.IpcMode ?? ''),
    '--uts': (host.UTSMode ?? '') !== '',
    '--userns': (host.UsernsMode ?? '') !== '',
    '--runtime': !DEFAULT_RUNTIME.has(host.Runtime ?? ''),
    '--shm-size': ![0, DEFAULT_SHM_BYTES].includes(host.ShmSize ?? 0),
    '--cpu-shares': (host.CpuShares ?? 0) > 0,
    '--cpuset-cpus': (host.CpusetCpus ?? '') !== '',
    '--cpuset-mems': (host.CpusetMems ?? '') !== '',
    '--memory-reservation': (host.MemoryReservation ?? 0) > 0,
    '--oom-score-adj': (host.OomScoreAdj ?? 0) !== 0,
    '--log-driver': !DEFAULT_LOG.has(host.LogConfig?.Type ?? ''),
    '--stop-timeout': (config.StopTimeout ?? 0) > 0,
    '--domainname': (config.Domainname ?? '') !== '',
    '--ip': networks.some((one) => isFilled(one?.IPAMConfig)),
    'a second --network': networks.length > 1,
    'options of --tmpfs': Object.values(Tmpfs ?? {}).some(hasOptions),
    'options of --volume': (Binds ?? []).some((bind) => hasOptions(bind.split(':')[2] ?? '')),
  };
  return Object.keys(said).filter((option) => said[option]);
}

/** Others than those that say whether it may be written. */
function hasOptions(options: string): boolean {
  return options.split(',').some((option) => !['', 'ro', 'rw'].includes(option));
}

function isFilled(value: readonly unknown[] | Readonly<Record<string, unknown>> | null | undefined): boolean {
  return Object.keys(value ?? {}).length > 0;
}
