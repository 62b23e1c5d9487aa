// How far a pull or a push is, put together from what the engine says of each layer. Pure.

import type { LayerProgress, PullEvent } from '../../../preload/contract/images.ts';
import type { TaskReport } from '../../client/tasks.ts';
import { imagesText } from '../../text/images.ts';
import { formatBytes } from '../../ui/format.ts';

export interface PullView {
  /** In the order they were first spoken of. */
  layers: ReadonlyMap<string, LayerView>;
  /** The last thing that was said of the whole. */
  status?: string;
}

interface LayerView {
  status: string;
  /** 0 to 1. */
  progress: number;
  /** What is known of its size; the bar of the whole counts large layers for more. */
  totalBytes?: number;
  doneBytes?: number;
}

/** Loading takes most of the time of a layer, unpacking the rest. */
const LOADING_SHARE = 0.75;
const WHOLE = /^(Pull complete|Already exists|Pushed|Layer already exists|Mounted from)/;
const LOADED = /^(Verifying Checksum|Download complete)/;

export function emptyPull(): PullView {
  return { layers: new Map() };
}

export function applyPull(view: PullView, event: PullEvent): PullView {
  if (event.kind === 'status') return { ...view, status: event.text };
  const layers = new Map(view.layers);
  for (const said of event.layers) layers.set(said.layer, nextLayer(layers.get(said.layer), said));
  return { ...view, layers };
}

function nextLayer(before: LayerView | undefined, said: LayerProgress): LayerView {
  const { status, doneBytes, totalBytes } = said;
  // A layer never goes back, whatever the order in which its stages are told.
  const progress = Math.max(before?.progress ?? 0, progressOf(said));
  const known = totalBytes ?? before?.totalBytes;
  return {
    status,
    progress,
    ...(known === undefined ? {} : { totalBytes: known }),
    ...(doneBytes === undefined ? {} : { doneBytes }),
  };
}

function progressOf({ status, doneBytes = 0, totalBytes }: LayerProgress): number {
  if (WHOLE.test(status)) return 1;
  if (LOADED.test(status)) return LOADING_SHARE;
  const share = totalBytes === undefined || totalBytes <= 0 ? 0 : Math.min(1, doneBytes / totalBytes);
  if (status.startsWith('Downloading')) return LOADING_SHARE * share;
  if (status.startsWith('Extracting')) return LOADING_SHARE + (1 - LOADING_SHARE) * share;
  // A push ends with `Pushed`; all bytes sent is not yet that.
  return status.startsWith('Pushing') ? Math.min(0.99, share) : 0;
}

export function pullReport({ layers, status }: PullView): TaskReport {
  if (layers.size === 0) return { detail: status ?? imagesText.starting };
  const all = [...layers.values()];
  const done = all.filter(({ progress }) => progress === 1).length;
  return {
    progress: overall(all),
    detail: imagesText.layersDone(done, all.length),
    parts: [...layers].map(([name, layer]) => ({ name, progress: layer.progress, state: stateOf(layer) })),
  };
}

/** Layers of unknown size count as much as the others do on average. */
function overall(layers: readonly LayerView[]): number {
  const sizes = layers.flatMap(({ totalBytes }) => totalBytes ?? []);
  const usual = sizes.length === 0 ? 1 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  let done = 0;
  let whole = 0;
  for (const { progress, totalBytes = usual } of layers) {
    done += progress * totalBytes;
    whole += totalBytes;
  }
  return whole === 0 ? 0 : done / whole;
}

function stateOf({ status, doneBytes, totalBytes }: LayerView): string {
  const isCounted = /^(Downloading|Extracting|Pushing)/.test(status);
  if (!isCounted || doneBytes === undefined || totalBytes === undefined) return status;
  return `${status.slice(0, 4)}. ${formatBytes(doneBytes)}/${formatBytes(totalBytes)}`;
}

/** What is left to say at the end: `Image is up to date for alpine:latest`. */
export function pullOutcome({ status }: PullView): string | undefined {
  return status?.replace(/^Status: /, '');
}
