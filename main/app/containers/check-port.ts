// Whether a port of this computer can be had for a container: who holds it, and the next one that is free.

import type { Engine } from '../../engine/docker.ts';
import { listContainers } from '../../engine/containers/rows.ts';
import { GUEST_SERVICES } from '../../forward/rules.ts';
import { isPortFree } from '../../lib/free-port.ts';
import { findPortHolder } from '../../lib/port-holder.ts';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** Below this one the system may want root. */
const FIRST_FREE_FOR_ALL = 1024;
const LAST_PORT = 65_535;

export interface PortCheck {
  /** In words; undefined if the port can be had. */
  holder?: string;
  /** Above the port that is held. */
  nextFree?: number;
}

/** A look at one moment: who really wants the port must still be ready to lose it. */
export async function checkPort(engine: Engine, port: number, protocol: Protocol): Promise<PortCheck> {
  const published = await publishedBy(engine, protocol);
  const holder = await holderOf(engine, published, port, protocol);
  if (holder === undefined) return {};
  const nextFree = await nextFreeAbove(published, port, protocol);
  return { holder, ...(nextFree === undefined ? {} : { nextFree }) };
}

/** Ports that running containers publish, with their names. */
async function publishedBy(engine: Engine, protocol: Protocol): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (const { name, ports } of await listContainers(engine))
    for (const port of ports)
      if (port.protocol === protocol && port.hostPort !== undefined) names.set(port.hostPort, name);
  return names;
}

async function holderOf(
  engine: Engine,
  published: ReadonlyMap<number, string>,
  port: number,
  protocol: Protocol,
): Promise<string | undefined> {
  const container = published.get(port);
  if (container !== undefined) return `the container ${container}`;
  // Only TCP is led to this computer: of the others its programs know nothing.
  if (protocol !== 'tcp') return undefined;
  if (port === engine.endpoint.port || GUEST_SERVICES.has(port)) return 'the machine itself';
  if (await isPortFree(port)) return undefined;
  const holder = await findPortHolder(port);
  if (holder !== undefined) return `${holder.program} (process ${holder.pid})`;
  return port < FIRST_FREE_FOR_ALL ? 'another program, or the system for root' : 'another program';
}

async function nextFreeAbove(
  published: ReadonlyMap<number, string>,
  held: number,
  protocol: Protocol,
): Promise<number | undefined> {
  for (let port = held + 1; port <= LAST_PORT; port += 1) {
    if (published.has(port)) continue;
    if (protocol !== 'tcp' || (!GUEST_SERVICES.has(port) && (await isPortFree(port)))) return port;
  }
  return undefined;
}
