// What a container does now, since when; or what was asked of it and is not done yet.

import { Text } from '@mantine/core';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { useNow } from '../../../client/use-now.ts';
import { containersText } from '../../../text/containers.ts';
import { StateDot } from '../../../ui/state-dot.tsx';
import { pendingStore } from '../actions/pending.ts';
import classes from './list.module.css';
import { sinceWord, stateColour, stateWord } from './state.ts';

export function StateCell({ row }: { row: ContainerRow }) {
  const pending = useStore(pendingStore, ({ byId }) => byId.get(row.id));
  const nowMs = useNow();
  const since = sinceWord(row, nowMs);
  return (
    <div className={classes['state']} data-state={row.state} data-pending={pending}>
      <StateDot colour={pending === undefined ? stateColour(row) : 'busy'} />
      <div className={classes['two']}>
        <Text size="sm" truncate>
          {pending === undefined ? stateWord(row) : containersText.pending[pending]}
        </Text>
        {since !== '' && (
          <Text size="xs" c="dimmed" truncate>
            {since}
          </Text>
        )}
      </div>
    </div>
  );
}
