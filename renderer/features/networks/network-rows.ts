// Which networks are shown, and what people type about new ones. Pure.

import { ObjectName } from '../../../preload/contract/ids.ts';
import type { NetworkRow } from '../../../preload/contract/networks.ts';

export type NetworkKind = 'all' | 'own' | 'builtIn';

export function isOfKind({ builtIn }: NetworkRow, kind: NetworkKind): boolean {
  return kind === 'all' || builtIn === (kind === 'builtIn');
}

/** Every word of the search has to be in the name, driver, subnet, project, or in a container's name or address there. */
export function findNetworks(rows: readonly NetworkRow[], search: string, kind: NetworkKind): NetworkRow[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!isOfKind(row, kind)) return false;
    const members = row.containers.flatMap(({ name, address }) => [name, address]);
    const texts = [row.name, row.driver, row.project ?? '', ...row.subnets, ...members];
    return wanted.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  });
}

export function countKinds(rows: readonly NetworkRow[]): Record<NetworkKind, number> {
  const builtIn = rows.filter((row) => row.builtIn).length;
  return { all: rows.length, own: rows.length - builtIn, builtIn };
}

/** How many containers are on any of them, each counted once. */
export function countContainers(rows: readonly NetworkRow[]): number {
  return new Set(rows.flatMap(({ containers }) => containers.map(({ id }) => id))).size;
}

export function isNetworkName(text: string): boolean {
  return ObjectName.safeParse(text).success;
}

/** Whether it has the form of a subnet, `10.5.0.0/16` or `fd00::/64`; the engine has the last word. */
export function isSubnet(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  if (address === undefined || bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return isAddress(address) && Number(bits) <= (address.includes(':') ? 128 : 32);
}

export function isAddress(text: string): boolean {
  if (text.includes(':')) return /^[0-9a-f:]{2,39}$/i.test(text);
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}
