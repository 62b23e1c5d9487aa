// What the program that shows this page can do; asked once.

import { useEffect, useState } from 'react';
import type { HostDescription } from '../../preload/contract/host.ts';
import { api } from './api.ts';

let known: HostDescription | undefined;

/** Undefined until it has answered. */
export function useHost(): HostDescription | undefined {
  const [host, setHost] = useState(known);
  useEffect(() => {
    if (known !== undefined) return;
    const ask = async () => {
      known = await api().host.describe();
      setHost(known);
    };
    // A connection that is lost is told by the whole page.
    void ask().catch(() => {});
  }, []);
  return host;
}
