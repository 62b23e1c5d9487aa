// The log of some containers while it is shown: followed, begun anew when something else is asked for, taken up again.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { MachineName } from '../../../../../preload/contract/ids.ts';
import { api } from '../../../../client/api.ts';
import { createLogFeed, momentAfter, type FeedState, type LogFeed } from './log-feed.ts';
import { LogFinder } from './log-finder.ts';
import { rangeRequest, reachesNow, type LogRange, type RangeRequest } from './log-request.ts';
import { LogRing } from './log-ring.ts';
import { startSearchWorker } from './search-client.ts';

export interface Log {
  ring: LogRing;
  feed: LogFeed;
  finder: LogFinder;
}

interface WantedLog {
  machine: MachineName;
  ids: readonly string[];
  range: LogRange;
  isFollowed: boolean;
  /** Changes when one of them starts: an engine ends the log of what stops. */
  run: string;
}

export function useLog(wanted: WantedLog): Log & { state: FeedState; again(): void } {
  const { machine, range, isFollowed, run } = wanted;
  const ids = wanted.ids.join(' ');
  const [tries, setTries] = useState(0);
  const [log, setLog] = useState(openLog);
  const [asked, setAsked] = useState({ machine, ids, range });
  if (asked.machine !== machine || asked.ids !== ids || asked.range !== range) {
    setAsked({ machine, ids, range });
    setLog(openLog());
  }
  const state = useStore(log.feed.store);
  useEffect(() => {
    const leave = new AbortController();
    const nowMs = Date.now();
    const request = rangeRequest(range, nowMs);
    const lastTime = log.feed.lastTime();
    const follow = isFollowed && reachesNow(request, nowMs);
    void log.feed.take(
      api().containers.logs(
        { machine, ids: ids.split(' '), follow, ...goneOnFrom(request, lastTime) },
        leave.signal,
      ),
      leave.signal,
    );
    return () => leave.abort();
  }, [log, machine, ids, range, isFollowed, run, tries]);
  useEffect(
    () => () => {
      log.feed.end();
      log.finder.end();
    },
    [log],
  );
  return { ...log, state, again: () => setTries(tries + 1) };
}

/** What is there already is not asked for again, nor what was cleared away. */
function goneOnFrom({ until, ...fresh }: RangeRequest, lastTime: string | undefined): RangeRequest {
  const begin = lastTime === undefined ? fresh : { since: momentAfter(lastTime) };
  return until === undefined ? begin : { ...begin, until };
}

function openLog(): Log {
  const ring = new LogRing();
  const finder = new LogFinder(ring, startSearchWorker);
  return { ring, finder, feed: createLogFeed(ring, () => finder.look()) };
}
