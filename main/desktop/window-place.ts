// Where the window was and how large, remembered from one time to the next; brought back only onto a display that is there.

import { z } from 'zod';
import { readTextIfPresent, writeFileAtomic } from '../lib/files.ts';

const Length = z.int().min(-100_000).max(100_000);
const Rectangle = z.object({ x: Length, y: Length, width: Length, height: Length });
type Rectangle = z.infer<typeof Rectangle>;

const WindowPlace = z.object({ bounds: Rectangle, isMaximized: z.boolean() });
export type WindowPlace = z.infer<typeof WindowPlace>;

export const SMALLEST = { width: 720, height: 480 } as const;
export const USUAL = { width: 1240, height: 820 } as const;
/** So much of the window, each way, has to be on a display for a person to get hold of it. */
const GRIP = 80;

/** A file that is absent, damaged or not ours is as none: a place is not worth a failure. */
export async function readWindowPlace(path: string): Promise<WindowPlace | undefined> {
  try {
    const text = await readTextIfPresent(path);
    return text === undefined ? undefined : WindowPlace.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @throws E_DISK_FULL, E_NO_PERMISSION */
export async function writeWindowPlace(path: string, place: WindowPlace): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(place)}\n`);
}

/**
 * The bounds to open with.
 * @param displays the work areas there are now
 * @returns a size alone where the old place is out of sight: the system then chooses the place
 */
export function boundsToOpen(
  place: WindowPlace | undefined,
  displays: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  if (place === undefined) return USUAL;
  const width = Math.max(place.bounds.width, SMALLEST.width);
  const height = Math.max(place.bounds.height, SMALLEST.height);
  const { x, y } = place.bounds;
  const isInReach = displays.some(
    (area) =>
      // The title bar is on top: that edge itself has to be inside.
      y >= area.y &&
      y + GRIP <= area.y + area.height &&
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= GRIP,
  );
  return isInReach ? { x, y, width, height } : { width, height };
}
