// The contract of a Slipway, spoken to as a window does, without a window.

import { AppContract } from '../../preload/contract/contract.ts';
import type { GroupClient } from '../../preload/contract/define.ts';
import { parseMachineName } from '../../main/machine/name.ts';
import { openApp } from '../../main/app/app.ts';
import { openService, type Service } from '../../main/app/handlers.ts';
import { WEB_ABILITIES } from '../../main/web/abilities.ts';
import { connectGroups, serveGroups } from '../../preload/rpc/groups.ts';
import { memoryWires } from '../../preload/rpc/wire.ts';
import type { Slipway } from './slipway.ts';

export interface ContractClient extends GroupClient<AppContract> {
  close(): void;
}

/** The machine that is meant in every call. */
export const machine = parseMachineName('default');

export function contractClient(slipway: Slipway): ContractClient {
  return clientOf(openService(openApp(slipway.env), WEB_ABILITIES));
}

/** Speaks to a service as a window does, and closes it. */
export function clientOf(service: Service): ContractClient {
  const [ours, theirs] = memoryWires();
  serveGroups(AppContract, service.handlers, theirs);
  return {
    ...connectGroups(AppContract, ours),
    close: () => {
      ours.close();
      service.close();
    },
  };
}

/** All that a stream gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
