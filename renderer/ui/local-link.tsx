// A link to a port that is published here: a browser opens it beside the page, the desktop window hands it to one.

import { Anchor } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { api } from '../client/api.ts';

/** Ports that mean TLS by custom. */
const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

interface LocalLinkProps {
  /** Of 127.0.0.1. */
  hostPort: number;
  containerPort: number;
  children: ReactNode;
}

export function LocalLink({ hostPort, containerPort, children }: LocalLinkProps) {
  const url = localUrl(hostPort, containerPort);
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" size="sm" onClick={handOver}>
      {children}
    </Anchor>
  );
}

export function localUrl(hostPort: number, containerPort: number): string {
  return `${TLS_PORTS.has(containerPort) ? 'https' : 'http'}://127.0.0.1:${hostPort}`;
}

/** Opens it from a menu, where no link was clicked. */
export function openLocal(url: string): void {
  if (window.slipwayBridge === undefined) window.open(url, '_blank', 'noreferrer');
  else openByHost(url);
}

function handOver(event: MouseEvent<HTMLAnchorElement>): void {
  if (window.slipwayBridge === undefined) return;
  event.preventDefault();
  openByHost(event.currentTarget.href);
}

function openByHost(url: string): void {
  // What the host does not open it says in its own log; the page has nothing to take back.
  void api()
    .host.openLink({ url })
    .catch(() => {});
}
