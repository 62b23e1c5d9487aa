// The window comes back where it was, unless nobody could see it there.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  boundsToOpen,
  readWindowPlace,
  SMALLEST,
  USUAL,
  writeWindowPlace,
} from '../../../main/desktop/window-place.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const BESIDE = { x: 1440, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('bounds to open with', () => {
  it('are the usual ones the first time', () => {
    expect(boundsToOpen(undefined, [LAPTOP])).toEqual(USUAL);
  });

  it('are the old ones on a display that is there', () => {
    expect(boundsToOpen(at(1500, 40), [LAPTOP, BESIDE])).toEqual({
      x: 1500,
      y: 40,
      width: 1000,
      height: 700,
    });
  });

  it('keep only the size when that display is gone', () => {
    expect(boundsToOpen(at(1500, 40), [LAPTOP])).toEqual({ width: 1000, height: 700 });
  });

  it.each([
    ['above the display', at(100, -40)],
    ['below it', at(100, 890)],
    ['left of it but for an edge', at(-960, 100)],
    ['right of it but for an edge', at(1400, 100)],
  ])('keep only the size when the title bar is %s', (_where, place) => {
    expect(boundsToOpen(place, [LAPTOP])).toEqual({ width: 1000, height: 700 });
  });

  it('are never too small to use', () => {
    expect(boundsToOpen(at(10, 40, 5, -5), [LAPTOP])).toEqual({ x: 10, y: 40, ...SMALLEST });
  });
});

describe('the file', () => {
  it('gives back what was written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-place-'));
    const file = join(folder, 'window.json');
    await writeWindowPlace(file, at(1, 2));
    expect(await readWindowPlace(file)).toEqual(at(1, 2));
    await rm(folder, { recursive: true });
  });

  it.each(['', '{', '[]', '{"bounds":{"x":"1"}}', '{"bounds":{"x":1e99,"y":0,"width":1,"height":1}}'])(
    'is as none when it holds %j',
    async (text) => {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-place-'));
      await writeFile(join(folder, 'window.json'), text);
      expect(await readWindowPlace(join(folder, 'window.json'))).toBeUndefined();
      await rm(folder, { recursive: true });
    },
  );
});
