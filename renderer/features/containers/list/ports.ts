// A container's ports as a list shows them: published ones once, whatever address family, then those only exposed. Pure.

import type { ContainerPort } from '../../../../preload/contract/containers.ts';

export interface ShownPort {
  containerPort: number;
  protocol: string;
  hostPort?: number;
  /** A browser may get an answer from it. */
  isLink: boolean;
}

export function shownPorts(ports: readonly ContainerPort[]): ShownPort[] {
  const shown = new Map<string, ShownPort>();
  for (const { containerPort, protocol, hostPort } of ports) {
    const isLink = hostPort !== undefined && protocol === 'tcp';
    shown.set(`${hostPort ?? ''} ${containerPort} ${protocol}`, {
      containerPort,
      protocol,
      ...(hostPort === undefined ? {} : { hostPort }),
      isLink,
    });
  }
  return [...shown.values()].sort(
    (one, other) =>
      Number(one.hostPort === undefined) - Number(other.hostPort === undefined) ||
      (one.hostPort ?? 0) - (other.hostPort ?? 0) ||
      one.containerPort - other.containerPort,
  );
}

/** `53/udp`; tcp goes without saying. */
export function portLabel({ containerPort, protocol }: ShownPort): string {
  return protocol === 'tcp' ? String(containerPort) : `${containerPort}/${protocol}`;
}
