// A list that stays up to date: all of it first, then what changes, in pieces small enough for any wire.

import { z } from 'zod';

/** At most so many rows in one message: ten thousand containers come in twenty. */
export const ROWS_PER_MESSAGE = 500;

/**
 * One step of a list. `reset` empties it first (a new snapshot, as after the engine was away); `complete` is false while
 * more pieces of the same snapshot follow. A row replaces the one with the same key.
 */
export function listChange<Row extends z.ZodType>(row: Row) {
  return z.object({
    revision: z.int(),
    reset: z.boolean(),
    complete: z.boolean(),
    upsert: z.array(row).max(ROWS_PER_MESSAGE),
    remove: z.array(z.string()),
  });
}

export interface ListChange<Row> {
  revision: number;
  reset: boolean;
  complete: boolean;
  upsert: Row[];
  remove: string[];
}

/** What became of one of several things that were acted on at once. */
export const Outcome = z.object({
  id: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** What a prune took away. */
export const Pruned = z.object({ removed: z.array(z.string()), freedBytes: z.number() });
export type Pruned = z.infer<typeof Pruned>;

/** How a transfer goes: bytes of a whole, where the whole is known. */
export const Transfer = z.object({ doneBytes: z.number(), totalBytes: z.number().optional() });
export type Transfer = z.infer<typeof Transfer>;
