// Whether a container may be called so: what the engine allows, and what nobody else has. Pure.

import { ContainerId } from '../../../../preload/contract/ids.ts';
import { containersText } from '../../../text/containers.ts';

/** @returns what is wrong with the name; undefined if nothing is */
export function nameFault(name: string, others: readonly { name: string }[]): string | undefined {
  // The engine asks for two characters at least.
  if (name.length < 2 || !ContainerId.safeParse(name).success) return containersText.nameInvalid;
  return others.some((other) => other.name === name) ? containersText.nameTaken(name) : undefined;
}
