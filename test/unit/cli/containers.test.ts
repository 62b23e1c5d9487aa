// `slipway container …` without an engine: how words are read, what goes where.

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { showLog } from '../../../main/cli/container-logs.ts';
import { parseCopy } from '../../../main/cli/container-paths.ts';
import { withShell } from '../../../main/cli/container-run.ts';
import { joinProgram, jointOf } from '../../../main/cli/container-terminal.ts';
import type { Client } from '../../../main/cli/service.ts';
import { decodeBytes, encodeBytes } from '../../../preload/contract/bytes.ts';
import type { RunEvent } from '../../../preload/contract/containers.ts';
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

describe('a program in a container', () => {
  function fakeContainers() {
    const calls = { written: '', resized: 0, inputEnded: false };
    const containers = {
      writeTerminal: async ({ bytes }: { bytes: string }) => {
        calls.written += Buffer.from(decodeBytes(bytes)).toString();
      },
      resizeTerminal: async () => void (calls.resized += 1),
      endInput: async () => void (calls.inputEnded = true),
    };
    return { calls, containers: containers as unknown as Client['containers'] };
  }
  const opened: RunEvent = { kind: 'opened', session: 's' };
  const bytesOf = (words: string) => encodeBytes(Buffer.from(words));
  const output: RunEvent = { kind: 'output', bytes: bytesOf('a\r\nb') };
  const ended: RunEvent = { kind: 'ended', exitCode: 7 };
  const events = (...all: RunEvent[]) =>
    async function* open() {
      yield* all;
    };
  const pipes = () => ({ stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() });
  const terminal = () => {
    const raw: boolean[] = [];
    const stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (on: boolean) => raw.push(on),
    });
    const stdout = Object.assign(new PassThrough(), { isTTY: true, rows: 30, columns: 100 });
    return { raw, streams: { stdin, stdout, stderr: new PassThrough() } };
  };
  const PIPED = { interactive: true, tty: false };
  const TYPED = { interactive: true, tty: true };

  test('has a terminal only where we have one ourselves', () => {
    expect(jointOf(TYPED, pipes())).toEqual(PIPED);
    expect(jointOf(TYPED, terminal().streams)).toEqual(TYPED);
    expect(jointOf(PIPED, terminal().streams)).toEqual(PIPED);
  });

  test('gives pipes its bytes as they are, errors apart, and ends as it does', async () => {
    const streams = pipes();
    const error: RunEvent = { kind: 'output', bytes: bytesOf('bad'), isError: true };
    const open = events(opened, output, error, ended);
    const joined = await joinProgram(
      fakeContainers().containers,
      { interactive: false, tty: false },
      open,
      {},
      streams,
    );
    expect(joined).toEqual({ kind: 'ended', exitCode: 7 });
    expect(await text(streams.stdout.end())).toBe('a\r\nb');
    expect(await text(streams.stderr.end())).toBe('bad');
  });

  test('is passed what comes by a pipe, and its end', async () => {
    const { containers, calls } = fakeContainers();
    const streams = pipes();
    streams.stdin.end('typed');
    async function* open(): AsyncGenerator<RunEvent> {
      yield opened;
      while (!calls.inputEnded) await new Promise(setImmediate);
      yield ended;
    }
    await joinProgram(containers, PIPED, open, {}, streams);
    expect(calls.written).toBe('typed');
    expect(streams.stdin.listenerCount('data')).toBe(0);
  });

  test('makes a terminal raw for as long as it lasts, and is told its new size', async () => {
    const { containers, calls } = fakeContainers();
    const { raw, streams } = terminal();
    streams.stdout.once('data', () => streams.stdout.emit('resize'));
    await joinProgram(containers, TYPED, events(opened, output, ended), {}, streams);
    expect(raw).toEqual([true, false]);
    expect(calls.resized).toBe(1);
  });

  test.each([
    ['in one piece', ['ls\u0010\u0011']],
    ['key by key', ['\u0010', '\u0011']],
  ])('is left by Ctrl-P Ctrl-Q %s, and goes on', async (_how, typed) => {
    const { streams, raw } = terminal();
    async function* open(_size: unknown, leaving: AbortSignal): AsyncGenerator<RunEvent> {
      yield opened;
      for (const keys of typed) streams.stdin.write(keys);
      if (!leaving.aborted) await once(leaving, 'abort');
    }
    const joined = await joinProgram(fakeContainers().containers, TYPED, open, { mayDetach: true }, streams);
    expect(joined).toEqual({ kind: 'detached' });
    expect(raw).toEqual([true, false]);
  });
});
