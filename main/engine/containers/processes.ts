// The processes of a container as the guest's `ps` lists them, and what its files differ in from its image.

import { z } from 'zod';
import type { FileChange } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Engine } from '../docker.ts';

/** A full `ps` first; busybox's knows fewer columns, and some know none by these names. The engine needs the pid. */
const COLUMNS = ['pid,user,pcpu,pmem,rss,stat,time,args', 'pid,user,rss,stat,args'];

const Top = z.object({
  Titles: z.array(z.string()).nullish(),
  Processes: z.array(z.array(z.string())).nullish(),
});

export interface ProcessTable {
  titles: string[];
  rows: string[][];
}

/** @throws E_NOT_FOUND, E_CONFLICT if it does not run */
export async function listProcesses(engine: Engine, id: string): Promise<ProcessTable> {
  for (const columns of COLUMNS) {
    const table = await top(engine, id, { ps_args: `-o ${columns}` }).catch((thrown: unknown) => {
      if (isUnknownColumn(thrown)) return undefined;
      throw thrown;
    });
    if (table !== undefined) return table;
  }
  return top(engine, id, {});
}

async function top(engine: Engine, id: string, options: { ps_args?: string }): Promise<ProcessTable> {
  const said = Top.parse(await engine.ask((docker) => docker.getContainer(id).top(options)));
  return { titles: said.Titles ?? [], rows: said.Processes ?? [] };
}

/** The engine answers 500 with the words of `ps`. */
function isUnknownColumn(thrown: unknown): boolean {
  return (
    thrown instanceof SlipwayError && thrown.code === 'E_ENGINE_REFUSED' && /\bps\b/.test(thrown.message)
  );
}

const MOST_CHANGES = 10_000;
/** Source: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Container/operation/ContainerChanges */
const KINDS = ['changed', 'added', 'removed'] as const;
const Changes = z.array(z.object({ Path: z.string(), Kind: z.int() })).nullish();

/** The first ten thousand. @throws E_NOT_FOUND */
export async function listFileChanges(
  engine: Engine,
  id: string,
): Promise<{ changes: FileChange[]; truncated: boolean }> {
  const all = Changes.parse(await engine.ask((docker) => docker.getContainer(id).changes())) ?? [];
  const changes = all
    .slice(0, MOST_CHANGES)
    .map(({ Path, Kind }): FileChange => ({ kind: KINDS[Kind] ?? 'changed', path: Path }));
  return { changes, truncated: all.length > MOST_CHANGES };
}
