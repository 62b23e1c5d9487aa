// An engine that hangs is told within seconds, to a window and at a shell; what is open stays open, and goes on by itself
// when it answers again (fault 66).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBytes, encodeBytes } from '../../preload/contract/bytes.ts';
import type { LogPiece, TerminalEvent } from '../../preload/contract/containers.ts';
import type { EngineHealth } from '../../preload/contract/machines.ts';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { dockerOutput, importBusybox, IMAGE } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
const NAME = 'fault-silent';
const signal = (name: 'STOP' | 'CONT') =>
  slipway.output('ssh', 'sh', '-c', `"kill -${name} $(pidof dockerd)"`);

let client: ContractClient;
const leaving = new AbortController();

beforeAll(async () => {
  client = contractClient(slipway);
  await importBusybox(slipway);
  const script = 'n=0; while true; do n=$((n+1)); echo "line $n"; busybox sleep 0.2; done';
  await dockerOutput(slipway, 'run', '-d', '--name', NAME, IMAGE, 'sh', '-c', script);
});
afterAll(async () => {
  await signal('CONT');
  leaving.abort();
  client.close();
  await dockerOutput(slipway, 'rm', '-f', NAME);
});

/** Takes all that a stream gives, and notes when. */
function collect<T>(items: AsyncIterable<T>): { items: T[]; failure: unknown; isOver: boolean } {
  const taken = { items: [] as T[], failure: undefined as unknown, isOver: false };
  const take = async () => {
    for await (const item of items) taken.items.push(item);
  };
  void take()
    .catch((thrown: unknown) => (taken.failure = thrown))
    .finally(() => (taken.isOver = true));
  return taken;
}

const textOf = (events: readonly TerminalEvent[]) =>
  events
    .map((event) => (event.kind === 'output' ? new TextDecoder().decode(decodeBytes(event.bytes)) : ''))
    .join('');
const linesOf = (pieces: readonly LogPiece[]) => pieces.flatMap(({ lines }) => lines.map(({ text }) => text));
const typed = (text: string) => encodeBytes(new TextEncoder().encode(text));

describe('an engine that hangs', () => {
  test('is told in time, and back in time; lists, logs and terminals outlast it', async () => {
    const health = collect<EngineHealth>(client.machines.engineHealth({ machine }, leaving.signal));
    const list = collect(client.containers.watch({ machine }, leaving.signal));
    const log = collect(client.containers.logs({ machine, ids: [NAME], follow: true }, leaving.signal));
    const terminal = collect(
      client.containers.openTerminal(
        { machine, id: NAME, command: ['/bin/busybox', 'sh'], columns: 80, rows: 24 },
        leaving.signal,
      ),
    );
    const session = await eventually('the terminal is open', 20_000, () => {
      const [first] = terminal.items;
      return first?.kind === 'opened' && first.session;
    });
    await eventually('all is well', 20_000, () => health.items.length === 1 && list.items.length > 0);
    await eventually('the log comes', 20_000, () => linesOf(log.items).length > 0);

    await signal('STOP');
    const hungMs = performance.now();
    await eventually('the window is told', 15_000, () => health.items.length === 2);
    const toldMs = performance.now() - hungMs;
    expect(health.items[1]).toMatchObject({ kind: 'fails', error: { code: 'E_ENGINE_SILENT' } });

    const { code, stderr } = await slipway.cli(['container', 'ls']);
    expect(code).toBe(5);
    expect(stderr).toContain('is not responding (E_ENGINE_SILENT)');
    expect(stderr).toContain('slipway logs engine');
    // What changes something is waited for: it is done when the engine goes on.
    const renamed = client.containers.rename({ machine, id: NAME, name: `${NAME}-renamed` });
    expect([list, log, terminal, health].map(({ isOver }) => isOver)).toEqual([false, false, false, false]);

    const before = linesOf(log.items).length;
    await signal('CONT');
    const contMs = performance.now();
    await eventually('the window is told that it is back', 15_000, () => health.items.length === 3);
    const backMs = performance.now() - contMs;
    expect(health.items[2]).toEqual({ kind: 'answers' });
    await renamed;
    await client.containers.rename({ machine, id: `${NAME}-renamed`, name: NAME });
    await eventually('the log goes on', 10_000, () => linesOf(log.items).length > before);
    await client.containers.writeTerminal({ session, bytes: typed('echo still $((40+2))\n') });
    await eventually('the terminal goes on', 10_000, () => textOf(terminal.items).includes('still 42'));
    const numbers = linesOf(log.items).map((line) => Number(line.replace('line ', '')));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    expect(list.failure).toBeUndefined();
    expect(toldMs).toBeLessThan(5_000);
    expect(backMs).toBeLessThan(2_000);
  });
});
