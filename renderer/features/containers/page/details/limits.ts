// A container's limits as fields, and the change that they ask for. Pure.

import type { Limits, RestartPolicy } from '../../../../../preload/contract/run-spec.ts';
import { shellLine } from '../../../../client/shell-line.ts';
import { parseMemory, writeMemory } from '../../run/quantities.ts';
import type { Inspected } from './inspected.ts';

export interface LimitFields {
  memory: string;
  cpus: string;
  pids: string;
  restart: RestartPolicy['name'];
  retries: string;
}

export interface LimitChange {
  limits: Partial<Limits>;
  restart?: RestartPolicy;
}

/** The engine refuses less. */
const LEAST_MEMORY = 6 * 1024 ** 2;
const POLICIES: readonly RestartPolicy['name'][] = ['no', 'always', 'unless-stopped', 'on-failure'];

export function limitFields({
  HostConfig: { Memory, NanoCpus, PidsLimit, RestartPolicy: policy },
}: Inspected): LimitFields {
  return {
    memory: Memory > 0 ? writeMemory(Memory) : '',
    cpus: NanoCpus > 0 ? String(NanoCpus / 1e9) : '',
    pids: PidsLimit > 0 ? String(PidsLimit) : '',
    restart: POLICIES.find((name) => name === policy?.Name) ?? 'no',
    retries: (policy?.MaximumRetryCount ?? 0) > 0 ? String(policy?.MaximumRetryCount) : '',
  };
}

/** Which fields hold what the engine would not take. */
export function limitFaults({ memory, cpus, pids, retries }: LimitFields): ReadonlySet<keyof LimitFields> {
  const faults = new Set<keyof LimitFields>();
  if (memory !== '' && (parseMemory(memory) ?? 0) < LEAST_MEMORY) faults.add('memory');
  if (cpus !== '' && !(Number(cpus) > 0 && Number(cpus) <= 1024)) faults.add('cpus');
  if (pids !== '' && !isCount(pids)) faults.add('pids');
  if (retries !== '' && !isCount(retries)) faults.add('retries');
  return faults;
}

/** What was filled in anew; undefined where nothing was. */
export function limitChange(before: LimitFields, after: LimitFields): LimitChange | undefined {
  const limits: Partial<Limits> = {};
  const memoryBytes = parseMemory(after.memory);
  if (after.memory !== before.memory && memoryBytes !== undefined) limits.memoryBytes = memoryBytes;
  if (after.cpus !== before.cpus && after.cpus !== '') limits.cpus = Number(after.cpus);
  if (after.pids !== before.pids && after.pids !== '') limits.pids = Number(after.pids);
  const isRestart =
    after.restart !== before.restart || (after.restart === 'on-failure' && after.retries !== before.retries);
  if (!isRestart && Object.keys(limits).length === 0) return undefined;
  return isRestart ? { limits, restart: policyOf(after) } : { limits };
}

export function updateLine(name: string, { limits, restart }: LimitChange): string {
  const { memoryBytes, cpus, pids } = limits;
  const options: string[] = [];
  if (memoryBytes !== undefined) {
    const amount = writeMemory(memoryBytes);
    options.push('--memory', amount, '--memory-swap', amount);
  }
  if (cpus !== undefined) options.push('--cpus', String(cpus));
  if (pids !== undefined) options.push('--pids-limit', String(pids));
  if (restart !== undefined) {
    const { name: policy, maximumRetries = 0 } = restart;
    options.push('--restart', maximumRetries > 0 ? `${policy}:${maximumRetries}` : policy);
  }
  return shellLine(['docker', 'update', ...options, name]);
}

function policyOf({ restart, retries }: LimitFields): RestartPolicy {
  if (restart !== 'on-failure' || retries === '') return { name: restart };
  return { name: restart, maximumRetries: Number(retries) };
}

function isCount(typed: string): boolean {
  return /^[1-9]\d{0,6}$/.test(typed.trim());
}
