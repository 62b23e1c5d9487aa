// What the page can ask for: the contract's client, once it is connected.

import { AppContract } from '../../preload/contract/contract.ts';
import type { GroupClient } from '../../preload/contract/define.ts';
import { connectGroups } from '../../preload/rpc/groups.ts';
import { createStore } from 'zustand/vanilla';
import { openWire } from './wire.ts';

export type Api = GroupClient<AppContract>;

/** `lost` comes after `connected`, `refused` instead of it. */
export type Connection =
  | { kind: 'connecting' }
  | { kind: 'connected'; api: Api }
  | { kind: 'lost' }
  | { kind: 'refused' };

export const connection = createStore<Connection>(() => ({ kind: 'connecting' }));

/** Connects, and stays so until the host goes. */
export async function connect(): Promise<void> {
  try {
    const wire = await openWire();
    // The host is trusted more than this page: what it answers need not be checked again.
    const client = connectGroups(AppContract, wire, { parseResults: false });
    wire.onClose(() => connection.setState({ kind: 'lost' }, true));
    connection.setState({ kind: 'connected', api: client }, true);
  } catch {
    connection.setState({ kind: 'refused' }, true);
  }
}

/** For what only runs in a connected page. @throws where it is not */
export function api(): Api {
  const state = connection.getState();
  if (state.kind === 'connected') return state.api;
  throw new Error('the page is not connected');
}
