// Asks who holds a port, a moment after it was typed.

import { useEffect, useState } from 'react';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import type { PortRow } from './run-values.ts';

export interface HeldPort {
  holder: string;
  nextFree: number | undefined;
}

const PAUSE_MS = 250;

/** @returns undefined for a free port, for none, and while nobody has answered */
export function usePortHolder(
  machine: MachineName,
  port: number | undefined,
  protocol: PortRow['protocol'],
): HeldPort | undefined {
  const [held, setHeld] = useState<HeldPort>();
  useEffect(() => {
    setHeld(undefined);
    if (port === undefined) return undefined;
    const leaving = new AbortController();
    const ask = async () => {
      const { holder, nextFree } = await api().containers.checkPort(
        { machine, port, protocol },
        leaving.signal,
      );
      if (holder !== undefined) setHeld({ holder, nextFree });
    };
    // Where nobody can tell, the engine will when it is run.
    const timer = setTimeout(() => void ask().catch(() => {}), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [machine, port, protocol]);
  return held;
}
