// A container's limits as fields, and the change that they ask for. Pure.

import type { LimitChange as Limits, RestartPolicy } from '../../../../../preload/contract/run-spec.ts';
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
  limits: Limits;
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

export type Fault = 'wrong' | 'not-lifted';

/**
 * What the engine would not take, by field. Of a container that is there it lifts the limit of processes only:
 * 0 of memory or processors means no change to it.
 */
export function limitFaults(before: LimitFields, after: LimitFields): ReadonlyMap<keyof LimitFields, Fault> {
  const faults = new Map<keyof LimitFields, Fault>();
  const { memory, cpus, pids, retries } = after;
  if (memory !== '' && (parseMemory(memory) ?? 0) < LEAST_MEMORY) faults.set('memory', 'wrong');
  if (cpus !== '' && !(Number(cpus) > 0 && Number(cpus) <= 1024)) faults.set('cpus', 'wrong');
  if (pids !== '' && !isCount(pids)) faults.set('pids', 'wrong');
  if (retries !== '' && !isCount(retries)) faults.set('retries', 'wrong');
  if (memory === '' && before.memory !== '') faults.set('memory', 'not-lifted');
  if (cpus === '' && before.cpus !== '') faults.set('cpus', 'not-lifted');
  return faults;
}

/** What was filled in anew; undefined where nothing was. */
export function limitChange(before: LimitFields, after: LimitFields): LimitChange | undefined {
  const limits: Limits = {};
  const memoryBytes = parseMemory(after.memory);
  if (after.memory !== before.memory && memoryBytes !== undefined) limits.memoryBytes = memoryBytes;
  if (after.cpus !== before.cpus && after.cpus !== '') limits.cpus = Number(after.cpus);
  // Emptied, it is lifted.
  if (after.pids !== before.pids) limits.pids = Number(after.pids);
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
  if (pids !== undefined) options.push('--pids-limit', pids === 0 ? '-1' : String(pids));
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
