// Takes over a VM that outlived its supervisor, if it is truly ours and still lives.

import type { Driver, RunningVm } from '../drivers/driver.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { clearVmFiles, readVmRecord, type VmRecord } from './vm-record.ts';

/** What is left of a supervisor before this one. */
export type Adoption =
  | { kind: 'none' }
  /** There was a VM, and it has ended unseen; its files are cleared, and nobody was signalled. */
  | { kind: 'gone' }
  | { kind: 'adopted'; vm: RunningVm; record: VmRecord };

/**
 * Looks at vm.json. A number that is another process's by now, or no process's, is nobody we may touch.
 * @throws E_QEMU_FAILED, E_TIMED_OUT if our VM lives but cannot be spoken to
 */
export async function adoptVm(driver: Driver, paths: MachinePaths): Promise<Adoption> {
  const { runtime } = paths;
  const record = await readVmRecord(runtime);
  if (record === undefined) return { kind: 'none' };
  const { pid, startedAt, bootId, uuid } = record;
  const vm = await driver.adopt(
    { uuid, qmpSocket: runtime.qmpSocket, agentSocket: runtime.agentSocket },
    { pid, startedAt, bootId },
  );
  if (vm !== undefined) return { kind: 'adopted', vm, record };
  await clearVmFiles(runtime);
  return { kind: 'gone' };
}
