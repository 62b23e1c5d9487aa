// How far a pull is, of what its layers tell. Pure.

import type { LayerProgress } from '../../../../preload/contract/images.ts';

export type Layers = ReadonlyMap<string, LayerProgress>;

export interface PullProgress {
  layers: Layers;
  /** 0 to 1. */
  progress: number;
  /** Layers that are here. */
  done: number;
}

export function afterLayers(before: Layers, told: readonly LayerProgress[]): PullProgress {
  const layers = new Map(before);
  for (const layer of told) layers.set(layer.layer, layer);
  const shares = [...layers.values()].map(shareOf);
  const sum = shares.reduce((whole, share) => whole + share, 0);
  return {
    layers,
    progress: shares.length === 0 ? 0 : sum / shares.length,
    done: shares.filter((share) => share === 1).length,
  };
}

/** A layer is downloaded, then unpacked; each is told as if it were the whole, so each is half of it. */
function shareOf({ status, doneBytes, totalBytes }: LayerProgress): number {
  if (status === 'Pull complete' || status === 'Already exists') return 1;
  const share = doneBytes === undefined || !totalBytes ? 0 : Math.min(1, doneBytes / totalBytes);
  if (status === 'Downloading') return share / 2;
  if (status === 'Extracting') return 0.5 + share / 2.1;
  return status === 'Download complete' || status === 'Verifying Checksum' ? 0.5 : 0;
}
