// What stands on the map: a network's band, and the boxes of the containers on it; each leads to its page.

import { networksText } from '../../text/networks.ts';
import { plainText } from '../../ui/format.ts';
import { shorten, type MapBand, type MapBox } from './map-layout.ts';
import classes from './network-map.module.css';

const NAME_CHARACTERS = 21;
const FACTS_CHARACTERS = 34;

export function Band({ band: { network, x, y, width, height, hidden } }: { band: MapBand }) {
  const { id, name, containers, internal } = network;
  const title = plainText(name);
  const inner = 14;
  return (
    <a
      href={`#/networks/${id}`}
      aria-label={networksText.mapBand(title, containers.length)}
      className={classes['bandLink']}
    >
      <title>{title}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={8}
        className={classes['band']}
        data-internal={internal || undefined}
      />
      <text x={x + inner} y={y + 21} className={classes['bandName']}>
        {shorten(title, Math.floor((width - 2 * inner) / 8))}
      </text>
      <text x={x + inner} y={y + 38} className={classes['bandFacts']}>
        {shorten(factsOf(network), Math.max(FACTS_CHARACTERS, Math.floor((width - 2 * inner) / 6.4)))}
      </text>
      {hidden > 0 && (
        <text x={x + inner} y={y + height - 10} className={classes['bandFacts']}>
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

interface BandBoxesProps {
  band: MapBand;
  active: string | undefined;
  onActive(container: string | undefined): void;
}

export function BandBoxes({ band: { boxes, network }, active, onActive }: BandBoxesProps) {
  return (
    <>
      {boxes.map((box) => (
        <Box
          key={box.container}
          box={box}
          network={plainText(network.name)}
          isActive={box.container === active}
          onActive={onActive}
        />
      ))}
    </>
  );
}

interface BoxProps {
  box: MapBox;
  network: string;
  isActive: boolean;
  onActive(container: string | undefined): void;
}

function Box({ box, network, isActive, onActive }: BoxProps) {
  const { container, address, x, y, width, height } = box;
  const name = plainText(box.name);
  const label = networksText.mapNode(name, network, address);
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
