// Where networks and containers stand on the map: a band for each network, a box in it for each container on it. Pure.

import type { NetworkRow } from '../../../preload/contract/networks.ts';

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface MapBox extends Place {
  container: string;
  name: string;
  address: string;
}

export interface MapBand extends Place {
  network: NetworkRow;
  boxes: readonly MapBox[];
  /** Containers for which there was no room. */
  hidden: number;
}

/** Ties two boxes of the same container. */
export interface MapLink {
  container: string;
  from: MapBox;
  to: MapBox;
}

export interface MapLayout {
  width: number;
  height: number;
  bands: readonly MapBand[];
  links: readonly MapLink[];
}

const BOX = { width: 172, height: 46 } as const;
const GAP = 10;
const PAD = 14;
export const BAND_HEAD = 50;
const BAND_MIN_WIDTH = 236;
const BETWEEN_BANDS = 18;
/** More boxes than this in one band are a texture, not a picture. */
const MOST_BOXES = 80;

const collator = new Intl.Collator(undefined, { numeric: true });

/** Bands stand side by side as far as the width reaches, those with many containers first. */
export function layOut(networks: readonly NetworkRow[], width: number): MapLayout {
  const most = Math.max(1, Math.floor((width - 2 * PAD + GAP) / (BOX.width + GAP)));
  const bands: MapBand[] = [];
  let x = 0;
  let y = 0;
  let shelf = 0;
  for (const network of inOrder(networks)) {
    const size = sizeOf(network, most);
    if (x > 0 && x + size.width > width) {
      x = 0;
      y += shelf + BETWEEN_BANDS;
      shelf = 0;
    }
    bands.push(fill(network, { x, y, ...size }));
    x += size.width + BETWEEN_BANDS;
    shelf = Math.max(shelf, size.height);
  }
  const right = Math.max(0, ...bands.map((band) => band.x + band.width));
  return { width: right, height: y + shelf, bands, links: linksOf(bands) };
}

function inOrder(networks: readonly NetworkRow[]): NetworkRow[] {
  return [...networks].sort(
    (one, other) => other.containers.length - one.containers.length || collator.compare(one.name, other.name),
  );
}

function shownIn({ containers }: NetworkRow): number {
  return Math.min(containers.length, MOST_BOXES);
}

/** Wider than high, as windows are. */
function columnsFor(count: number, most: number): number {
  return Math.min(most, Math.max(1, Math.ceil(Math.sqrt(count * 0.7))));
}

function sizeOf(network: NetworkRow, most: number): { width: number; height: number } {
  const count = shownIn(network);
  const columns = columnsFor(count, most);
  const rows = Math.ceil(count / columns);
  const more = network.containers.length > count ? 22 : 0;
  return {
    width: Math.max(BAND_MIN_WIDTH, 2 * PAD + columns * (BOX.width + GAP) - GAP),
    height: BAND_HEAD + (count === 0 ? 0 : rows * (BOX.height + GAP) - GAP + PAD) + more,
  };
}

function fill(network: NetworkRow, place: Place): MapBand {
  const count = shownIn(network);
  const columns = Math.max(1, Math.floor((place.width - 2 * PAD + GAP) / (BOX.width + GAP)));
  const members = [...network.containers].sort((one, other) => collator.compare(one.name, other.name));
  const boxes = members.slice(0, count).map(({ id, name, address }, index) => ({
    container: id,
    name,
    address,
    x: place.x + PAD + (index % columns) * (BOX.width + GAP),
    y: place.y + BAND_HEAD + Math.floor(index / columns) * (BOX.height + GAP),
    width: BOX.width,
    height: BOX.height,
  }));
  return Object.assign(place, { network, boxes, hidden: network.containers.length - count });
}

/** Each box of a container is tied to the one before it, so that a line leads through all of them. */
function linksOf(bands: readonly MapBand[]): MapLink[] {
  const last = new Map<string, MapBox>();
  const links: MapLink[] = [];
  for (const box of bands.flatMap(({ boxes }) => boxes)) {
    const from = last.get(box.container);
    if (from !== undefined) links.push({ container: box.container, from, to: box });
    last.set(box.container, box);
  }
  return links;
}

/** Below it nobody can read the names. */
export const LEAST_SCALE = 0.45;

/** The layout that fills a window best, and the scale at which it fits into it. */
export function fitInto(
  networks: readonly NetworkRow[],
  view: { width: number; height: number },
): { layout: MapLayout; scale: number } {
  const tried = [1, 1.2, 1.45, 1.75, 2.1].map((stretch) => {
    const layout = layOut(networks, view.width * stretch);
    const fits = Math.min(view.width / Math.max(1, layout.width), view.height / Math.max(1, layout.height));
    return { layout, scale: Math.max(LEAST_SCALE, Math.min(1, fits)) };
  });
  return tried.reduce((best, next) => (next.scale > best.scale + 0.01 ? next : best));
}

/** A curve from one box to another: down where the other stands lower, else across. */
export function curveOf({ from, to }: MapLink): string {
  const [upper, lower] = from.y <= to.y ? [from, to] : [to, from];
  if (lower.y >= upper.y + upper.height) {
    const [x1, y1] = [upper.x + upper.width / 2, upper.y + upper.height];
    const [x2, y2] = [lower.x + lower.width / 2, lower.y];
    const bend = Math.max(24, (y2 - y1) / 2);
    return `M ${x1} ${y1} C ${x1} ${y1 + bend}, ${x2} ${y2 - bend}, ${x2} ${y2}`;
  }
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const [x1, y1] = [left.x + left.width, left.y + left.height / 2];
  const [x2, y2] = [right.x, right.y + right.height / 2];
  const bend = Math.max(16, (x2 - x1) / 2);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
}

/** The beginning of a name that is too long for its box. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
