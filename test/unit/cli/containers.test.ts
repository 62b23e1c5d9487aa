// `slipway container …` without an engine: how words are read, what goes where.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { showLog } from '../../../main/cli/container-logs.ts';
import { parseCopy } from '../../../main/cli/container-paths.ts';
import { withShell } from '../../../main/cli/container-run.ts';
import { runInContainer } from '../../../main/cli/container-terminal.ts';
import type { Client } from '../../../main/cli/service.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { decodeBytes, encodeBytes } from '../../../preload/contract/bytes.ts';
import type { TerminalEvent } from '../../../preload/contract/containers.ts';
import { plainRun } from '../../../preload/contract/run-spec.ts';
import { fakeTerminal } from '../../fakes/terminal.ts';

describe('cp', () => {
  test('goes out of a container, into a folder under its own name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-cp-'));
    const copy = { kind: 'download', id: 'web', path: '/var/log/app.log' };
    expect(await parseCopy('web:/var/log/app.log', folder)).toEqual({ ...copy, to: join(folder, 'app.log') });
    expect(await parseCopy('web:var/log/app.log', join(folder, 'x'))).toEqual({
      ...copy,
      to: join(folder, 'x'),
    });
    await rm(folder, { recursive: true });
  });

  test('goes into one; a path here may hold colons', async () => {
    expect(await parseCopy('/odd:name', 'web:/srv')).toEqual({
      kind: 'upload',
      id: 'web',
      path: '/srv',
      from: '/odd:name',
    });
  });

  test.each([
    ['a', 'b'],
    ['web:/a', 'db:/b'],
  ])('from %s to %s is a usage error', async (from, to) => {
    await expect(parseCopy(from, to)).rejects.toMatchObject({ code: 'E_USAGE' });
  });
});

test('run takes values and places from the shell it was typed in', () => {
  const spec = { ...plainRun('app'), env: [{ name: 'A' }, { name: 'B', value: '2' }, { name: 'C' }] };
  const { env, envFiles } = withShell({ ...spec, envFiles: ['x.env'] }, { A: '1', B: 'no' });
  expect(env).toEqual([{ name: 'A', value: '1' }, { name: 'B', value: '2' }, { name: 'C' }]);
  expect(envFiles).toEqual([join(process.cwd(), 'x.env')]);
});

describe('logs', () => {
  const line = { container: 'web', time: '2026-11-24T12:00:00Z', text: 'hi' };
  async function* pieces() {
    yield { dropped: 0, lines: [{ ...line, stream: 'stdout' as const }] };
    yield { dropped: 7, lines: [{ ...line, stream: 'stderr' as const }] };
  }

  test('go where they went, and what was left out is counted', async () => {
    const terminal = fakeTerminal();
    await showLog({ terminal, json: false }, pieces(), { timestamps: true, names: true });
    expect(terminal.said.out).toBe('web | 2026-11-24T12:00:00Z hi\n');
    expect(terminal.said.err).toContain('7 lines came too fast');
    expect(terminal.said.err).toContain('web | 2026-11-24T12:00:00Z hi\n');
  });

  test('are one JSON text a line with --json', async () => {
    const terminal = fakeTerminal();
    await showLog({ terminal, json: true }, pieces(), { timestamps: false, names: false });
    expect(
      terminal.said.out
        .trimEnd()
        .split('\n')
        .map((each) => JSON.parse(each).stream),
    ).toEqual(['stdout', 'stderr']);
  });
});

describe('exec', () => {
  const wishes = { machine: parseMachineName('default'), id: 'web', command: ['sh'] };
  function fakeContainers(events: readonly TerminalEvent[]) {
    const calls = { written: '', resized: 0 };
    const containers = {
      async *openTerminal() {
        yield* events;
      },
      writeTerminal: async ({ bytes }: { bytes: string }) => {
        calls.written += Buffer.from(decodeBytes(bytes)).toString();
      },
      resizeTerminal: async () => void (calls.resized += 1),
    };
    return { calls, containers: containers as unknown as Client['containers'] };
  }
  const opened: TerminalEvent = { kind: 'opened', session: 's' };
  const output: TerminalEvent = { kind: 'output', bytes: encodeBytes(Buffer.from('a\r\nb')) };

  test('gives a pipe the lines as they were, and ends as the program does', async () => {
    const { containers } = fakeContainers([opened, output, { kind: 'ended', exitCode: 7 }]);
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const code = await runInContainer(containers, wishes, false, new AbortController().signal, {
      stdin,
      stdout,
    });
    expect(code).toBe(7);
    expect(await text(stdout.end())).toBe('a\nb');
  });

  test('passes what comes by a pipe, and its end', async () => {
    const stdin = new PassThrough();
    const { containers, calls } = fakeContainers([opened, output, { kind: 'ended', exitCode: 0 }]);
    stdin.end('typed');
    const whole = 'typed\u0004\u0004';
    const waiting = Object.assign(containers, {
      async *openTerminal() {
        yield opened;
        while (calls.written !== whole) await new Promise(setImmediate);
        yield { kind: 'ended', exitCode: 0 };
      },
    });
    const streams = { stdin, stdout: new PassThrough() };
    await runInContainer(waiting, wishes, true, new AbortController().signal, streams);
    expect(calls.written).toBe(whole);
    expect(stdin.listenerCount('data')).toBe(0);
  });

  test('makes a terminal raw for as long as it lasts, and tells its new size', async () => {
    const { containers, calls } = fakeContainers([opened, output, { kind: 'ended', exitCode: 0 }]);
    const raw: boolean[] = [];
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (on: boolean) => raw.push(on),
    });
    const stdout = Object.assign(new PassThrough(), { isTTY: true, rows: 30, columns: 100 });
    stdout.once('data', () => stdout.emit('resize'));
    await runInContainer(containers, wishes, true, new AbortController().signal, { stdin, stdout });
    expect(raw).toEqual([true, false]);
    expect(calls.resized).toBe(1);
  });
});
