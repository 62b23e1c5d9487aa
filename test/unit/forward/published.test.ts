// Ports of containers appear while they run, survive an engine that goes away, and never take a busy port by force.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createBell } from '../../../preload/rpc/bell.ts';
import type { TcpForward } from '../../../main/drivers/driver.ts';
import type { PublishedPort } from '../../../main/engine/published-ports.ts';
import { followPublishedPorts, type PublishedPorts } from '../../../main/forward/published.ts';

const ENGINE = { hostPort: 2376, guestPort: 2376 };
const same = (port: number) => ({ hostPort: port, guestPort: port });

/** A VM and an engine in memory. */
function createGuest() {
  const bell = createBell();
  const guest = {
    forwards: [ENGINE] as TcpForward[],
    published: [] as PublishedPort[],
    busy: new Set<number>(),
    isAway: false,
    connections: 0,
    happen: () => bell.ring(),
  };
  const vm = {
    addForward: async (forward: TcpForward) => {
      if (guest.busy.has(forward.hostPort)) throw new SlipwayError('E_PORT_BUSY', 'socat has it');
      guest.forwards.push(forward);
    },
    removeForward: async ({ hostPort }: TcpForward) => {
      guest.forwards = guest.forwards.filter((forward) => forward.hostPort !== hostPort);
    },
    listForwards: async () => [...guest.forwards],
  };
  const connect = async () => {
    guest.connections += 1;
    const gone = () => new SlipwayError('E_ENGINE_UNREACHABLE', 'away');
    if (guest.isAway) throw gone();
    return {
      publishedPorts: async () => [...guest.published],
      close: () => {},
      async *containerChanges(signal: AbortSignal) {
        signal.addEventListener('abort', () => bell.ring(), { once: true });
        for (;;) {
          yield;
          await bell.heard();
          if (guest.isAway || signal.aborted) throw gone();
        }
      },
    };
  };
  return { guest, vm, connect };
}

let following: PublishedPorts | undefined;
afterEach(() => following?.stop());

function follow() {
  const { guest, vm, connect } = createGuest();
  const troubles: string[] = [];
  const start = () => {
    following = followPublishedPorts({
      vm,
      connect,
      fixed: [ENGINE],
      onTrouble: (what) => troubles.push(what),
      retryMs: [1],
      settleMs: 0,
    });
    return following;
  };
  return { guest, troubles, start };
}

const publish = (...ports: number[]) => ports.map((port) => ({ address: '0.0.0.0', port, protocol: 'tcp' }));

describe('published ports', () => {
  test('appear when a container starts and go when it ends', async () => {
    const { guest, start } = follow();
    const ports = start();
    await ports.inLine;
    guest.published = publish(8080);
    guest.happen();
    await vi.waitFor(() => expect(ports.forwards()).toEqual([same(8080)]));
    expect(guest.forwards).toEqual([ENGINE, same(8080)]);
    guest.published = [];
    guest.happen();
    await vi.waitFor(() => expect(ports.forwards()).toEqual([]));
    expect(guest.forwards).toEqual([ENGINE]);
  });

  test('that a supervisor before us forwarded are kept or removed, as the containers say', async () => {
    const { guest, start } = follow();
    guest.forwards = [ENGINE, same(8080), same(9090)];
    guest.published = publish(8080);
    const ports = start();
    await ports.inLine;
    expect(guest.forwards).toEqual([ENGINE, same(8080)]);
    expect(ports.forwards()).toEqual([same(8080)]);
  });

  test('that the host holds are told with their cause, once, and tried again with the next event', async () => {
    const { guest, troubles, start } = follow();
    guest.published = publish(8080, 9090);
    guest.busy.add(8080);
    const ports = start();
    await ports.inLine;
    expect(ports.forwards()).toEqual([same(9090)]);
    expect(ports.refused()).toEqual([{ hostPort: 8080, cause: 'socat has it' }]);
    guest.published = publish(8080, 9090, 9091);
    guest.happen();
    await vi.waitFor(() => expect(ports.forwards()).toContainEqual(same(9091)));
    expect(troubles).toHaveLength(1);
    guest.busy.clear();
    guest.happen();
    await vi.waitFor(() => expect(ports.refused()).toEqual([]));
    expect(ports.forwards()).toContainEqual(same(8080));
  });

  test('stay while the engine is away, and are compared anew when it is back', async () => {
    const { guest, start } = follow();
    guest.published = publish(8080);
    const ports = start();
    await ports.inLine;
    guest.isAway = true;
    guest.happen();
    await vi.waitFor(() => expect(guest.connections).toBeGreaterThan(3));
    expect(guest.forwards).toContainEqual(same(8080));
    guest.published = publish(9090);
    guest.isAway = false;
    await vi.waitFor(() => expect(guest.forwards).toEqual([ENGINE, same(9090)]));
  });

  test('stay when following ends: they are the VM’s', async () => {
    const { guest, start } = follow();
    guest.published = publish(8080);
    const ports = start();
    await ports.inLine;
    await ports.stop();
    expect(guest.forwards).toContainEqual(same(8080));
  });
});
