// Shows a pull or a push: its layers as moving lines on a terminal, what each came to as lines in a pipe.

import type { LayerProgress, PullEvent } from '../../preload/contract/images.ts';
import { bytesText } from './figures.ts';
import { createMovingLines } from './moving-lines.ts';
import { pad, plain } from './output.ts';
import type { Terminal } from './terminal.ts';

const BAR = 24;
/** The engine's last words about a layer. */
const SETTLED = /^(Pull complete|Already exists|Pushed|Layer already exists|Mounted from .*)$/;

/** Follows it to its end; ends with the engine's own last words above. */
export async function showLayers(terminal: Terminal, events: AsyncIterable<PullEvent>): Promise<void> {
  const moving = new Map<string, LayerProgress>();
  const lines = createMovingLines(terminal, () => [...moving.values()].map(layerLine));
  const settled = new Set<string>();
  try {
    for await (const event of events) {
      if (event.kind === 'status') {
        lines.above(plain(event.text));
        continue;
      }
      for (const layer of event.layers) {
        if (!SETTLED.test(layer.status)) moving.set(layer.layer, layer);
        else if (!settled.has(layer.layer)) {
          settled.add(layer.layer);
          moving.delete(layer.layer);
          lines.above(layerLine(layer));
        }
      }
    }
  } finally {
    lines.stop();
  }
}

/** `a1b2c3d4e5f6  Downloading  [=======>      ]  3.10 MB of 12.0 MB` */
export function layerLine({ layer, status, doneBytes, totalBytes }: LayerProgress): string {
  const start = `${pad(plain(layer), 12)}  ${plain(status)}`;
  if (doneBytes === undefined || SETTLED.test(status)) return start;
  if (totalBytes === undefined || totalBytes <= 0) return `${start}  ${bytesText(doneBytes)}`;
  const filled = Math.round(Math.min(1, doneBytes / totalBytes) * BAR);
  const bar = `${'='.repeat(filled)}${' '.repeat(BAR - filled)}`;
  return `${start}  [${bar}]  ${bytesText(doneBytes)} of ${bytesText(totalBytes)}`;
}
