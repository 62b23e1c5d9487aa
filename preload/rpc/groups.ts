// A contract in groups over one wire: `containers.watch` on the wire is `client.containers.watch` in the code.

import type { Contract, GroupClient, GroupHandlers, Groups, Handlers } from '../contract/define.ts';
import { connect, type ConnectOptions } from './client.ts';
import { serve } from './server.ts';
import type { Wire } from './wire.ts';

/** Answers every group's operations on a wire, as `serve` does. */
export function serveGroups<G extends Groups>(groups: G, handlers: GroupHandlers<G>, wire: Wire): void {
  serve(flatten<Contract>(groups), flatten<Handlers<Contract>>(handlers), wire);
}

/** Speaks to a `serveGroups` at the other end of the wire. */
export function connectGroups<G extends Groups>(
  groups: G,
  wire: Wire,
  options: ConnectOptions = {},
): GroupClient<G> {
  const methods = Object.entries(connect(flatten<Contract>(groups), wire, options));
  const grouped = Object.keys(groups).map((group) => [
    group,
    Object.fromEntries(
      methods.flatMap(([name, method]) =>
        name.startsWith(`${group}.`) ? [[name.slice(group.length + 1), method]] : [],
      ),
    ),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the contract's own entries, one by one
  return Object.fromEntries(grouped) as GroupClient<G>;
}

/** @param groups by name; of a contract, or of its handlers */
function flatten<Flat extends Contract | Handlers<Contract>>(groups: Readonly<Record<string, object>>): Flat {
  const entries = Object.entries(groups).flatMap(([group, members]) =>
    Object.entries(members).map(([name, member]) => [`${group}.${name}`, member]),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same members under longer names
  return Object.fromEntries(entries) as Flat;
}
