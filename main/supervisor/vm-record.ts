// vm.json: what a supervisor must know of a running VM to take it over from one that died.

import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { Accelerator } from '../../preload/contract/machines.ts';
import { readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { ProcessIdentity } from '../lib/process-identity.ts';
import type { RuntimePaths } from '../machine/paths.ts';

/** The process comes first and flat, so that whoever only asks "does it live" needs no more. */
export const VmRecord = ProcessIdentity.extend({
  uuid: z.string(),
  accelerator: Accelerator,
  ports: z.object({ engine: z.int(), ssh: z.int() }),
  /** When the engine first answered, in milliseconds since 1970; absent until then. */
  readySinceMs: z.number().optional(),
});
export type VmRecord = z.infer<typeof VmRecord>;

/** The VM that was started last, if it was not seen to end; what cannot be read counts as none. */
export async function readVmRecord(runtime: RuntimePaths): Promise<VmRecord | undefined> {
  const text = await readTextIfPresent(runtime.vm);
  try {
    return VmRecord.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

export async function writeVmRecord(runtime: RuntimePaths, record: VmRecord): Promise<void> {
  await writeFileAtomic(runtime.vm, `${JSON.stringify(record)}\n`);
}

/** Forgets a VM that is gone, with the sockets it left. */
export async function clearVmFiles(runtime: RuntimePaths): Promise<void> {
  for (const path of [runtime.vm, runtime.qmpSocket, runtime.agentSocket]) await rm(path, { force: true });
}
