// The networks of the machine as a picture: who is where, at which address, and who is on several.

import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { networksText } from '../../text/networks.ts';
import { curveOf, fitInto, LEAST_SCALE, type MapLayout } from './map-layout.ts';
import { BandGround, BandName, Box } from './map-nodes.tsx';
import classes from './network-map.module.css';

const STEP = 1.25;
const LARGEST = 2.5;
/** For the outermost lines, so that what fits does not scroll. */
const EDGE = 6;

export function NetworkMap({ networks }: { networks: readonly NetworkRow[] }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  /** Undefined while it fits itself into the window. */
  const [zoom, setZoom] = useState<number>();
  /** The container that is looked at; all its boxes and lines stand out. */
  const [active, setActive] = useState<string>();
  const { layout, scale } = useMemo(
    () => fitInto(networks, { width: width - EDGE, height: height - EDGE }),
    [networks, width, height],
  );
  const shownScale = zoom ?? scale;
  const zoomBy = (factor: number) => setZoom(Math.min(LARGEST, Math.max(LEAST_SCALE, shownScale * factor)));
  return (
    <div className={classes['map']}>
      <MapTools onZoom={zoomBy} onFit={() => setZoom(undefined)} />
      <div ref={ref} className={classes['view']}>
        {width > 0 && (
          <svg
            width={layout.width * shownScale + 2}
            height={layout.height * shownScale + 2}
            viewBox={`-1 -1 ${layout.width + 2} ${layout.height + 2}`}
            role="group"
            aria-label={networksText.map}
            className={classes['picture']}
          >
            <Picture layout={layout} active={active} onActive={setActive} />
          </svg>
        )}
      </div>
    </div>
  );
}

interface PictureProps {
  layout: MapLayout;
  active: string | undefined;
  onActive(container: string | undefined): void;
}

function Picture({ layout: { bands, links }, active, onActive }: PictureProps) {
  return (
    <>
      {bands.map((band) => (
        <BandGround key={band.network.id} band={band} />
      ))}
      {links.map((link) => (
        <path
          key={`${link.container} ${link.to.x} ${link.to.y}`}
          d={curveOf(link)}
          className={classes['tie']}
          data-active={link.container === active || undefined}
        />
      ))}
      {bands.map((band) => (
        <g key={band.network.id}>
          <BandName band={band} />
          {band.boxes.map((box) => (
            <Box
              key={box.container}
              box={box}
              network={band.network.name}
              isActive={box.container === active}
              onActive={onActive}
            />
          ))}
        </g>
      ))}
    </>
  );
}

function MapTools({ onZoom, onFit }: { onZoom(factor: number): void; onFit(): void }) {
  const tools = [
    { label: networksText.zoomOut, icon: IconMinus, run: () => onZoom(1 / STEP) },
    { label: networksText.zoomIn, icon: IconPlus, run: () => onZoom(STEP) },
    { label: networksText.zoomFit, icon: IconArrowsMaximize, run: onFit },
  ];
  return (
    <Group className={classes['tools'] ?? ''} gap={4}>
      <Text size="xs" c="dimmed" me="auto">
        {networksText.mapHint}
      </Text>
      {tools.map(({ label, icon: Icon, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={run}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}
