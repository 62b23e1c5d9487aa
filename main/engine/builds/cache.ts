// What BuildKit keeps of builds, and how it is freed.

import { z } from 'zod';
import type { CacheEntry, CachePrune } from '../../../preload/contract/builds.ts';
import type { Pruned } from '../../../preload/contract/lists.ts';
import type { EngineRequests } from './requests.ts';

const Moment = z.string().transform((text) => Date.parse(text));

/** One of GET /system/df; the engine of 2024 calls the parents ` Parents`. */
const Entry = z.object({
  ID: z.string(),
  Parents: z.array(z.string()).nullish(),
  ' Parents': z.array(z.string()).nullish(),
  Type: z.string(),
  Description: z.string(),
  InUse: z.boolean(),
  Shared: z.boolean(),
  Size: z.number(),
  CreatedAt: Moment,
  LastUsedAt: Moment.nullish(),
  UsageCount: z.number(),
});
const DiskUsage = z.object({ BuildCache: z.array(Entry).nullish() });

/** The largest first. */
export async function listCache(requests: EngineRequests, signal: AbortSignal): Promise<CacheEntry[]> {
  const question = { method: 'GET', path: '/system/df?type=build-cache' } as const;
  const { BuildCache } = DiskUsage.parse(await requests.askJson(question, signal));
  const entries = (BuildCache ?? []).map(entryOf);
  return entries.sort((one, other) => other.sizeBytes - one.sizeBytes);
}

function entryOf(entry: z.output<typeof Entry>): CacheEntry {
  const { LastUsedAt } = entry;
  const lastUsed = LastUsedAt === null || LastUsedAt === undefined ? {} : { lastUsedMs: LastUsedAt };
  return {
    id: entry.ID,
    parents: entry.Parents ?? entry[' Parents'] ?? [],
    kind: entry.Type,
    description: entry.Description,
    sizeBytes: entry.Size,
    createdMs: entry.CreatedAt,
    ...lastUsed,
    usageCount: entry.UsageCount,
    inUse: entry.InUse,
    shared: entry.Shared,
  };
}

const PruneAnswer = z.object({ CachesDeleted: z.array(z.string()).nullish(), SpaceReclaimed: z.number() });

/** What a build that runs uses, and what entries that stay are made from, stays. @throws E_ENGINE_REFUSED */
export async function pruneCache(
  requests: EngineRequests,
  wishes: CachePrune,
  signal: AbortSignal,
): Promise<Pruned> {
  const sum: Pruned = { removed: [], freedBytes: 0 };
  for (const path of prunePaths(wishes)) {
    const answer = await requests.askJson({ method: 'POST', path }, signal);
    const { CachesDeleted, SpaceReclaimed } = PruneAnswer.parse(answer);
    sum.removed.push(...(CachesDeleted ?? []));
    sum.freedBytes += SpaceReclaimed;
  }
  return sum;
}

/** The engine takes one entry at a time. Source: moby, builder/builder-next, toBuildkitPruneInfo. */
export function prunePaths({ entries, all, unusedForMs, keepBytes }: CachePrune): string[] {
  const ids = entries.length === 0 ? [undefined] : entries;
  return ids.map((id) => {
    const filters = {
      ...(id === undefined ? {} : { id: [id] }),
      ...(unusedForMs === undefined ? {} : { 'unused-for': [`${Math.round(unusedForMs / 1000)}s`] }),
    };
    const query = new URLSearchParams({
      // An entry that is named is meant, whatever kind it is of.
      all: all || id !== undefined ? '1' : '0',
      'keep-storage': String(keepBytes ?? 0),
      filters: JSON.stringify(filters),
    });
    return `/build/prune?${query.toString()}`;
  });
}
