// Forwards through QEMU's human monitor: its texts are all it says, and each becomes a typed answer.

import { describe, expect, it } from 'vitest';
import {
  addForward,
  listForwards,
  parseUsernet,
  portBusy,
  removeForward,
} from '../../../../main/drivers/qemu/forwards.ts';
import type { QmpClient, QmpCommandOptions } from '../../../../main/drivers/qemu/qmp.ts';

/** A QEMU whose human monitor says one thing, and remembers what it was told. */
function monitor(says: string) {
  const told: unknown[] = [];
  const qmp: Pick<QmpClient, 'execute'> = {
    execute: async (_command, schema, options: QmpCommandOptions = {}) => {
      told.push(options.arguments?.['command-line']);
      return schema.parse(says);
    },
  };
  return { qmp: qmp as QmpClient, told };
}

describe('adding a forward', () => {
  it('binds 127.0.0.1 and nothing else', async () => {
    const { qmp, told } = monitor('');
    await addForward(qmp, { hostPort: 8080, guestPort: 80 });
    expect(told).toEqual(['hostfwd_add net0 tcp:127.0.0.1:8080-:80']);
  });

  it('fails by name where the port is taken', async () => {
    const { qmp } = monitor("could not set up host forwarding rule 'tcp:127.0.0.1:8080-:80'\r\n");
    await expect(addForward(qmp, { hostPort: 8080, guestPort: 80 })).rejects.toMatchObject({
      code: 'E_PORT_BUSY',
      message: 'port 8080 of 127.0.0.1 cannot be had',
    });
  });

  it('says that a low port may need privileges', () => {
    expect(portBusy("Could not set up host forwarding rule 'tcp:127.0.0.1:80-:80'")?.hint).toContain(
      'privileges',
    );
  });

  it("fails with QEMU's words on any other complaint", async () => {
    const { qmp } = monitor('invalid host forwarding rule\r\n');
    await expect(addForward(qmp, { hostPort: 8080, guestPort: 80 })).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
      message: expect.stringContaining('invalid host forwarding rule'),
    });
  });
});

describe('removing a forward', () => {
  it.each(['removed', 'not found'])('is content with "%s"', async (outcome) => {
    const { qmp } = monitor(`host forwarding rule for tcp:127.0.0.1:8080 ${outcome}\r\n`);
    await expect(removeForward(qmp, { hostPort: 8080, guestPort: 80 })).resolves.toBeUndefined();
  });

  it('fails where there is no such network', async () => {
    const { qmp } = monitor("device 'net0' not found: no such netdev\r\n");
    await expect(removeForward(qmp, { hostPort: 8080, guestPort: 80 })).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
    });
  });
});

describe('the list of forwards', () => {
  const table = [
    'net0: index=0,type=user,net=10.0.2.0,restrict=off',
    '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ',
    '  TCP[ESTABLISHED]   21       127.0.0.1 42376       10.0.2.15  2376     0     0',
    '  TCP[HOST_FORWARD]  13       127.0.0.1 42377       10.0.2.15    80     0     0',
    '  TCP[HOST_FORWARD]  11       127.0.0.1 42376       10.0.2.15  2376     0     0',
    '  UDP[236 sec]       20       10.0.2.15 41523        10.0.2.3    53     0     0',
    '',
  ].join('\r\n');

  it('holds what listens on 127.0.0.1, not the connections', async () => {
    expect(await listForwards(monitor(table).qmp)).toEqual([
      { hostPort: 42377, guestPort: 80 },
      { hostPort: 42376, guestPort: 2376 },
    ]);
  });

  it('is empty where nothing is forwarded', () => {
    expect(parseUsernet('net0: index=0,type=user\r\n')).toEqual([]);
  });
});
