// A container's ports as lists show them.

import type { ContainerPort } from '../../preload/contract/containers.ts';

/** `80/tcp -> 127.0.0.1:8080`, or `80/tcp` for one that is only exposed. */
export function portText({ containerPort, protocol, hostPort }: ContainerPort): string {
  const inside = `${containerPort}/${protocol}`;
  // Whatever address the engine listens at in its machine, this computer has it at 127.0.0.1.
  return hostPort === undefined ? inside : `${inside} -> 127.0.0.1:${hostPort}`;
}
