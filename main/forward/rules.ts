// Which ports of the host lead where: from what containers publish to the forwards we want. Pure.

import type { TcpForward } from '../drivers/driver.ts';
import type { PublishedPort } from '../engine/published-ports.ts';

/** The guest's own services. Whoever publishes these must not become the engine or the SSH server of the host. */
export const GUEST_SERVICES: ReadonlySet<number> = new Set([22, 2376]);

/** A forward that the host would not give us. */
export interface RefusedForward {
  hostPort: number;
  cause: string;
}

/**
 * The forwards that published ports ask for, each once and in the ports' order: a port of the guest appears under the
 * same number on the host. IPv4 and IPv6 publications of one port are one forward. A port published on the guest's
 * loopback alone is wanted too: the guest leads there what arrives for it (vm-images, published-ports).
 */
export function wantedForwards(published: readonly PublishedPort[]): TcpForward[] {
  const tcp = published.filter(({ protocol, port }) => protocol === 'tcp' && !GUEST_SERVICES.has(port));
  const ports = [...new Set(tcp.map(({ port }) => port))];
  return ports.sort((a, b) => a - b).map((port) => ({ hostPort: port, guestPort: port }));
}

/** What to add and what to remove to get from one set of forwards to another. */
export function compareForwards(
  present: readonly TcpForward[],
  wanted: readonly TcpForward[],
): { add: TcpForward[]; remove: TcpForward[] } {
  return {
    add: wanted.filter((forward) => !isIn(present, forward)),
    remove: present.filter((forward) => !isIn(wanted, forward)),
  };
}

function isIn(list: readonly TcpForward[], { hostPort, guestPort }: TcpForward): boolean {
  return list.some((other) => other.hostPort === hostPort && other.guestPort === guestPort);
}
