// What stands on the map: a network's band, and the boxes of the containers on it; each leads to its page.

import { networksText } from '../../text/networks.ts';
import { plainText } from '../../ui/format.ts';
import { shorten, type MapBand, type MapBox } from './map-layout.ts';
import classes from './network-map.module.css';

const NAME_CHARACTERS = 21;
const INDENT = 14;

/** The ground of a network's band; lines run over it, its name stands above them. */
export function BandGround({ band: { network, x, y, width, height } }: { band: MapBand }) {
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={8}
      className={classes['band']}
      data-internal={network.internal || undefined}
    />
  );
}

export function BandName({ band: { network, x, y, width, height, hidden } }: { band: MapBand }) {
  const { id, name, containers } = network;
  const title = plainText(name);
  const room = width - 2 * INDENT;
  return (
    <a
      href={`#/networks/${id}`}
      aria-label={networksText.mapBand(title, containers.length)}
      className={classes['bandLink']}
    >
      <title>{title}</title>
      <rect x={x} y={y} width={width} height={height} rx={8} className={classes['bandEdge']} />
      <text x={x + INDENT} y={y + 21} className={classes['bandName']}>
        {shorten(title, Math.floor(room / 8))}
      </text>
      <text x={x + INDENT} y={y + 38} className={classes['bandFacts']}>
        {shorten(factsOf(network), Math.floor(room / 6.2))}
      </text>
      {hidden > 0 && (
        <text x={x + INDENT} y={y + height - 10} className={classes['bandFacts']}>
          {networksText.mapMore(hidden)}
        </text>
      )}
    </a>
  );
}

function factsOf({ driver, subnets, internal, containers }: MapBand['network']): string {
  const facts = [driver, ...subnets];
  if (internal) facts.push(networksText.internal);
  if (containers.length === 0) facts.push(networksText.mapEmpty);
  return facts.map(plainText).join(' · ');
}

interface BoxProps {
  box: MapBox;
  network: string;
  isActive: boolean;
  onActive(container: string | undefined): void;
}

export function Box({ box, network, isActive, onActive }: BoxProps) {
  const { container, address, x, y, width, height } = box;
  const name = plainText(box.name);
  const label = networksText.mapNode(name, plainText(network), address);
  return (
    <a
      href={`#/containers/${container}`}
      aria-label={label}
      className={classes['boxLink']}
      data-active={isActive || undefined}
      onMouseEnter={() => onActive(container)}
      onMouseLeave={() => onActive(undefined)}
      onFocus={() => onActive(container)}
      onBlur={() => onActive(undefined)}
    >
      <title>{label}</title>
      <rect x={x} y={y} width={width} height={height} rx={6} className={classes['box']} />
      <text x={x + 10} y={y + 19} className={classes['boxName']}>
        {shorten(name, NAME_CHARACTERS)}
      </text>
      <text x={x + 10} y={y + 36} className={classes['boxAddress']}>
        {address === '' ? networksText.noAddress : shorten(address, NAME_CHARACTERS)}
      </text>
    </a>
  );
}
