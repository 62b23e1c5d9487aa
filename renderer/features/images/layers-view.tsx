// An image's layers in the order they were built: what each step did, and how much of the image it is.

import { Center, Checkbox, Loader, Text, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { imagesText } from '../../text/images.ts';
import { words } from '../../text/words.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatBytes, formatMoment, plainText } from '../../ui/format.ts';
import { useMachineName } from '../machines/use-machine.ts';
import { layerLines, type LayerLine } from './layers.ts';
import classes from './layers-view.module.css';

export function LayersView({ image }: { image: string }) {
  const machine = useMachineName();
  const answer = useAnswer((signal) => api().images.history({ machine, image }, signal), [machine, image]);
  switch (answer.kind) {
    case 'given':
      return <Layers lines={layerLines(answer.value)} />;
    case 'failed':
      return <ErrorNote title={words.failed} error={answer.error} />;
    default:
      return (
        <Center p="xl">
          <Loader aria-label={words.loading} />
        </Center>
      );
  }
}

function Layers({ lines }: { lines: readonly LayerLine[] }) {
  const [isWhole, setWhole] = useState(true);
  const empty = lines.filter(({ sizeBytes }) => sizeBytes === 0).length;
  const shown = isWhole ? lines : lines.filter(({ sizeBytes }) => sizeBytes > 0);
  return (
    <div className={classes['view']}>
      <SharesBar lines={lines} />
      {empty > 0 && (
        <Checkbox
          size="xs"
          label={`${imagesText.showEmpty} (${empty})`}
          checked={isWhole}
          onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
        />
      )}
      <ol className={classes['layers']} aria-label={imagesText.layersLabel}>
        {shown.map((line) => (
          <Layer key={line.key} line={line} />
        ))}
      </ol>
    </div>
  );
}

/** All layers side by side, as wide as they are large; the list below says the same in words. */
function SharesBar({ lines }: { lines: readonly LayerLine[] }) {
  return (
    <div className={classes['shares']} aria-hidden>
      {lines
        .filter(({ share }) => share > 0)
        .map(({ key, share, sizeBytes, instruction }) => (
          <Tooltip key={key} label={`${key}. ${instruction} ${formatBytes(sizeBytes)}`}>
            <div className={classes['share']} style={{ flexGrow: share }} />
          </Tooltip>
        ))}
    </div>
  );
}

function Layer({ line: { key, instruction, text, sizeBytes, share, createdMs } }: { line: LayerLine }) {
  const percent = Math.round(share * 100);
  return (
    <li className={classes['layer']} data-empty={sizeBytes === 0 || undefined}>
      <Text span size="xs" c="dimmed" ta="end">
        {key}
      </Text>
      <code className={classes['instruction']} title={formatMoment(createdMs)}>
        {instruction !== '' && <b>{plainText(instruction)} </b>}
        {instruction === '' && text === '' ? imagesText.noRecord : plainText(text)}
      </code>
      <div className={classes['bar']} aria-hidden>
        <div className={classes['filled']} style={{ width: `${Math.max(share > 0 ? 1 : 0, percent)}%` }} />
      </div>
      <Text
        span
        size="sm"
        ta="end"
        c={sizeBytes === 0 ? 'dimmed' : undefined}
        aria-label={sizeBytes === 0 ? undefined : imagesText.share(sizeBytes, percent)}
        role={sizeBytes === 0 ? undefined : 'img'}
      >
        {sizeBytes === 0 ? imagesText.emptyLayer : formatBytes(sizeBytes)}
      </Text>
    </li>
  );
}
