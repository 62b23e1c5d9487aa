// What a container has written and writes: followed, searched, alone or with others in one time line.

import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { containerRows } from '../../../../client/lists.ts';
import { logsText } from '../../../../text/container-logs.ts';
import { Empty } from '../../../../ui/empty.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { plainText } from '../../../../ui/format.ts';
import { useMachineName } from '../../../machines/use-machine.ts';
import type { LogLook } from './log-line.tsx';
import { LogLines } from './log-lines.tsx';
import { LogRangeField } from './log-range-field.tsx';
import { LogSearchField } from './log-search-field.tsx';
import { LogSources } from './log-sources.tsx';
import { LogStatus } from './log-status.tsx';
import { LogTools } from './log-tools.tsx';
import { PLAIN_VIEW, type LogView } from './log-view.ts';
import classes from './logs.module.css';
import { useLog } from './use-log.ts';

const COLOURS = 6;

export function LogsTab({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [view, setView] = useState<LogView>(PLAIN_VIEW);
  const [target, setTarget] = useState<{ line: number }>();
  const ids = useMemo(() => [row.id, ...others], [row.id, others]);
  const sources = useSources(ids);
  const { range, isFollowed, isWrapped, withTime } = view;
  const look = useMemo((): LogLook => ({ isWrapped, withTime, sources }), [isWrapped, withTime, sources]);
  const log = useLog({ machine, ids, range, isFollowed, run: useRun(ids) });
  const { state, ring, finder, feed } = log;
  const found = useStore(finder.store);
  const onlyHits = view.onlyHits && found.query !== undefined && found.phase !== 'invalid';
  const change = (part: Partial<LogView>) => setView((before) => ({ ...before, ...part }));
  return (
    <>
      <div className={classes['tools']}>
        <LogSearchField
          {...{ finder, target }}
          onlyHits={view.onlyHits}
          onView={change}
          onTarget={setTarget}
        />
        <LogRangeField range={range} onChange={(next) => change({ range: next })} />
        <LogSources own={row.id} others={others} onChange={setOthers} />
        <LogTools {...{ machine, row, view }} onView={change} onClear={() => feed.clear()} />
      </div>
      {state.error !== undefined && (
        <div className={classes['tools']}>
          <ErrorNote title={logsText.failed} error={state.error} />
          <Button size="xs" variant="default" onClick={log.again}>
            {logsText.again}
          </Button>
        </div>
      )}
      <LogLines
        label={logsText.label(plainText(row.name))}
        {...{ ring, look, target, onlyHits }}
        first={state.first}
        end={state.end}
        hits={found.hits}
        empty={state.phase === 'reading' && !onlyHits ? undefined : <NoLines isFiltered={onlyHits} />}
      />
      <LogStatus state={state} />
    </>
  );
}

function NoLines({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty icon={IconFileText} title={logsText.noneFound} />
  ) : (
    <Empty icon={IconFileText} title={logsText.none}>
      {logsText.noneWhy}
    </Empty>
  );
}

/** Names and colours, where there are several. */
function useSources(ids: readonly string[]): LogLook['sources'] {
  const names = useStore(containerRows, ({ byKey }) =>
    ids.map((id) => byKey.get(id)?.name ?? id.slice(0, 12)).join(' '),
  );
  return useMemo(() => {
    if (ids.length < 2) return new Map();
    const each = names.split(' ');
    return new Map(ids.map((id, index) => [id, { name: each[index] ?? id, colour: index % COLOURS }]));
  }, [ids, names]);
}

/** Changes when one of them starts or stops. */
function useRun(ids: readonly string[]): string {
  return useStore(containerRows, ({ byKey }) =>
    ids.map((id) => String(byKey.get(id)?.state === 'running')).join(' '),
  );
}
