// Under a log: how many lines there are, and every one that is not, counted.

import { logsText } from '../../../../text/container-logs.ts';
import type { FeedState } from './log-feed.ts';
import classes from './logs.module.css';

const number = new Intl.NumberFormat('en');

export function LogStatus({ state: { first, end, evicted, dropped, phase } }: { state: FeedState }) {
  return (
    <div className={classes['status']} data-log-phase={phase}>
      <span data-log-lines={end - first}>{logsText.lines(number.format(end - first))}</span>
      {evicted > 0 && (
        <span title={logsText.notKeptWhy} data-log-evicted={evicted}>
          {logsText.notKept(number.format(evicted))}
        </span>
      )}
      {dropped > 0 && (
        <span title={logsText.droppedWhy} className={classes['warned']} data-log-dropped={dropped}>
          {logsText.dropped(number.format(dropped))}
        </span>
      )}
      {phase === 'ended' && <span>{logsText.ended}</span>}
    </div>
  );
}
