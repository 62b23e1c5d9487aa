// A contract in groups over one wire: `containers.watch` on the wire is `client.containers.watch` in the code.

import type { Contract, GroupClient, GroupHandlers, Groups, Handlers } from '../contract/define.ts';
import { connect, type ConnectOptions } from './client.ts';
import { serve } from './server.ts';
import type { Wire } from './wire.ts';

/** Answers every group's operations on a wire, as `serve` does. */
export function serveGroups<G extends Groups>(groups: G, handlers: GroupHandlers<G>, wire: Wire): void {
  serve(flattenContract(groups), flattenHandlers(handlers), wire);
}

/** Speaks to a `serveGroups` at the other end of the wire. */
export function connectGroups<G extends Groups>(
  groups: G,
  wire: Wire,
  options: ConnectOptions = {},
): GroupClient<G> {
  const methods = Object.entries(connect(flattenContract(groups), wire, options));
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

function flattenContract(groups: Groups): Contract {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same operations under longer names
  return flatten(groups) as Contract;
}

function flattenHandlers<G extends Groups>(handlers: GroupHandlers<G>): Handlers<Contract> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same handlers under longer names
  return flatten(handlers) as Handlers<Contract>;
}

/** The members of all groups, each under its wire's name. */
function flatten(groups: Readonly<Record<string, object>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, members]) =>
      Object.entries(members).map(([name, member]: [string, unknown]) => [`${group}.${name}`, member]),
    ),
  );
}
