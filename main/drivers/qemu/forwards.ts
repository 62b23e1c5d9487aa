// Adds, removes and lists forwards of a running VM through QEMU's human monitor, whose failures are only text.

import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { TcpForward } from '../driver.ts';
import { NETDEV } from './args.ts';
import type { QmpClient } from './qmp.ts';

/** @throws E_PORT_BUSY if the host's port cannot be had, E_QEMU_FAILED for any other complaint */
export async function addForward(qmp: QmpClient, { hostPort, guestPort }: TcpForward): Promise<void> {
  const said = await humanMonitor(qmp, `hostfwd_add ${NETDEV} tcp:127.0.0.1:${hostPort}-:${guestPort}`);
  if (said === '') return;
  throw portBusy(said) ?? new SlipwayError('E_QEMU_FAILED', `QEMU did not forward port ${hostPort}: ${said}`);
}

/** A forward that is not there is as good as removed. @throws E_QEMU_FAILED if QEMU has no such network */
export async function removeForward(qmp: QmpClient, { hostPort }: TcpForward): Promise<void> {
  const said = await humanMonitor(qmp, `hostfwd_remove ${NETDEV} tcp:127.0.0.1:${hostPort}`);
  if (/ (removed|not found)$/.test(said)) return;
  throw new SlipwayError('E_QEMU_FAILED', `QEMU did not free port ${hostPort}: ${said}`);
}

/** What is forwarded now. */
export async function listForwards(qmp: QmpClient): Promise<TcpForward[]> {
  return parseUsernet(await humanMonitor(qmp, 'info usernet'));
}

async function humanMonitor(qmp: QmpClient, line: string): Promise<string> {
  const said = await qmp.execute('human-monitor-command', z.string(), {
    arguments: { 'command-line': line },
  });
  return said.trim();
}

/** Forwards in the table of `info usernet`: protocol[state], fd, source address and port, destination address and port. */
export function parseUsernet(table: string): TcpForward[] {
  const rows = table.matchAll(/^\s*TCP\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)\s+\S+\s+(\d+)\s/gm);
  return [...rows].map(([, hostPort, guestPort]) => ({
    hostPort: Number(hostPort),
    guestPort: Number(guestPort),
  }));
}

/** E_PORT_BUSY, if that is what QEMU's text says; it says the same on its own standard error when it starts. */
export function portBusy(text: string): SlipwayError | undefined {
  const match = /could not set up host forwarding rule 'tcp:127\.0\.0\.1:(\d+)-/i.exec(text);
  if (match === null) return undefined;
  const port = Number(match[1]);
  return new SlipwayError('E_PORT_BUSY', `port ${port} of 127.0.0.1 cannot be had`, {
    hint:
      port < 1024
        ? `Ports below 1024 may need privileges; take another one.`
        : `Another program listens there; end it or take another port.`,
  });
}
