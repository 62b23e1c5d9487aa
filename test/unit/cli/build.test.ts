// `slipway build`: its words, what it shows while it runs, and how it ends.

import { describe, expect, test } from 'vitest';
import { showBuild } from '../../../main/cli/build-display.ts';
import { showBuildOutcome } from '../../../main/cli/build-outcome.ts';
import { buildRequestOf } from '../../../main/cli/build-request.ts';
import type { BuildEvent, BuildStep } from '../../../preload/contract/builds.ts';
import { fakeTerminal } from '../../fakes/terminal.ts';

const words = (
  args: string[],
  options: Record<string, string | string[] | boolean> = {},
  env: Record<string, string> = {},
) => ({
  args,
  terminal: { env },
  flag: (name: string) => options[name] === true,
  denied: (name: string) => options[name] === false,
  value: (name: string) => (typeof options[name] === 'string' ? options[name] : undefined),
  values: (name: string) => (Array.isArray(options[name]) ? options[name] : []),
});

describe('the words', () => {
  test('mean the folder one is in, unless another is named', () => {
    expect(buildRequestOf(words([])).source).toEqual({ kind: 'folder', path: process.cwd() });
    expect(buildRequestOf(words(['/app'], { file: '/else/Dockerfile' }))).toMatchObject({
      source: { kind: 'folder', path: '/app' },
      dockerfile: '/else/Dockerfile',
    });
  });

  test('are those of docker build', () => {
    const options = {
      tag: ['a', 'b:1'],
      buildArg: ['A=1=2', 'FROM_SHELL', 'NOT_THERE'],
      label: ['x=y', 'empty'],
      cache: false,
      pull: true,
      addHost: ['a:1.1.1.1', 'b=::1'],
    };
    expect(buildRequestOf(words(['.'], options, { FROM_SHELL: 'yes' }))).toMatchObject({
      tags: ['a', 'b:1'],
      args: [
        { name: 'A', value: '1=2' },
        { name: 'FROM_SHELL', value: 'yes' },
      ],
      labels: [
        { name: 'x', value: 'y' },
        { name: 'empty', value: '' },
      ],
      noCache: true,
      pull: true,
      extraHosts: ['a:1.1.1.1', 'b:::1'],
    });
  });

  test('give secrets of a file or of a variable', () => {
    const secret = ['id=a,src=/a.txt', 'id=b,env=TOKEN', 'id=TOKEN'];
    expect(buildRequestOf(words(['.'], { secret }, { TOKEN: 't' })).secrets).toEqual([
      { id: 'a', from: { kind: 'file', path: '/a.txt' } },
      { id: 'b', from: { kind: 'value', value: 't' } },
      { id: 'TOKEN', from: { kind: 'value', value: 't' } },
    ]);
    for (const wrong of ['src=x', 'id=c']) {
      expect(() => buildRequestOf(words(['.'], { secret: [wrong] }))).toThrow(
        expect.objectContaining({ code: 'E_USAGE' }),
      );
    }
  });

  test('name one folder, and --dirty only beside a commit', () => {
    for (const wrong of [words(['a', 'b']), words(['.'], { dirty: true })]) {
      expect(() => buildRequestOf(wrong)).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
    }
    expect(buildRequestOf(words(['/a'], { commit: 'HEAD', dirty: true })).source).toEqual({
      kind: 'commit',
      path: '/a',
      revision: 'HEAD',
      allowDirty: true,
    });
  });
});

const step = (id: string, name: string, wishes: Partial<BuildStep> = {}): BuildStep => ({
  id,
  name,
  state: 'done',
  inputs: [],
  parts: [],
  startedMs: 1000,
  endedMs: 3500,
  lines: { from: Number(id), to: Number(id) },
  ...wishes,
});

async function* told(...events: BuildEvent[]): AsyncGenerator<BuildEvent> {
  yield* events;
}

const built = {
  kind: 'ended' as const,
  outcome: { kind: 'built' as const, image: `sha256:${'a'.repeat(64)}`, tags: ['app:1'] },
};

test('in a pipe, each step is said once, in order, with its time, and all that is printed', async () => {
  const terminal = fakeTerminal();
  const from = step('1', '[1/3] FROM base');
  const running = step('2', '[2/3] RUN a\u001b[2J', { state: 'running', inputs: ['1'] });
  await showBuild(
    terminal,
    told(
      // The base is looked up, and looks done, before it is fetched.
      { kind: 'steps', steps: [from] },
      { kind: 'steps', steps: [step('3', '[3/3] COPY b', { state: 'cached' }), { ...from, endedMs: 9000 }] },
      { kind: 'steps', steps: [running] },
      {
        kind: 'log',
        lostPieces: 0,
        pieces: [
          { step: '2', stream: 'out', text: 'one\ntw', atMs: 1 },
          { step: '2', stream: 'out', text: 'o\n50%\r100%\n', atMs: 1 },
        ],
      },
      { kind: 'warnings', warnings: [{ text: 'old', detail: [], line: 2 }] },
      { kind: 'steps', steps: [{ ...running, state: 'done' }] },
      built,
    ),
  );
  expect(terminal.said.err.replaceAll(/(?<=\S) {2,}/g, '  ').split('\n')).toEqual([
    '• [3/3] COPY b  cached',
    '✔ [1/3] FROM base  8.0 s',
    '  [2/3] one',
    '  [2/3] two',
    '  [2/3] 100%',
    '! line 2: old',
    String.raw`✔ [2/3] RUN a\x1b[2J  2.5 s`,
    '',
  ]);
});

test('on a terminal, what runs is below what has ended', async () => {
  const terminal = fakeTerminal({ columns: 120 });
  await showBuild(
    terminal,
    told(
      { kind: 'context', progress: { sentBytes: 1_500_000, files: 7, complete: false } },
      { kind: 'steps', steps: [step('1', '[1/2] COPY a', { state: 'running' })] },
      { kind: 'steps', steps: [step('2', '[2/2] RUN b', { state: 'running' }), step('1', '[1/2] COPY a')] },
      built,
    ),
    () => 0,
  );
  expect(terminal.said.err).toMatch(/✔ \[1\/2\] COPY a +2\.5 s\n.*1\.50 MB sent, 7 files\n⠋ \[2\/2\] RUN b/);
});

describe('the end', () => {
  const shown = { steps: [step('2', '[2/2] RUN b', { state: 'cached' })], logs: new Map() };

  test('names the image on stdout', () => {
    const terminal = fakeTerminal();
    const { outcome } = built;
    expect(showBuildOutcome({ terminal, json: false }, 'id', { ...shown, outcome }, 1234)).toBe(0);
    expect(terminal.said).toEqual({
      out: 'app:1\n',
      err: '✔ aaaaaaaaaaaa in 1.2 s, 1 of 1 steps from the cache\n',
    });
  });

  const failure = {
    error: { code: 'E_BUILD_FAILED', message: 'did not complete: exit code: 3' },
    step: '2',
    exitCode: 3,
    source: { file: '/app/Dockerfile', from: 2, to: 2, firstLine: 1, lines: ['FROM a', 'RUN b'] },
  };

  test('shows the lines that failed, what was printed, and the exit code', () => {
    const terminal = fakeTerminal();
    const outcome = { kind: 'failed', failure } as const;
    const logs = new Map([['2', ['oops']]]);
    expect(showBuildOutcome({ terminal, json: false }, 'id', { ...shown, logs, outcome }, 1)).toBe(1);
    expect(terminal.said.err.split('\n')).toEqual([
      '  oops',
      '/app/Dockerfile:2',
      '  1 | FROM a',
      '> 2 | RUN b',
      '[2/2] RUN b ended with exit code 3',
      'slipway: did not complete: exit code: 3 (E_BUILD_FAILED)',
      '',
    ]);
  });

  test('is data for a program, failed or not', () => {
    const terminal = fakeTerminal();
    const outcome = { kind: 'failed', failure } as const;
    expect(showBuildOutcome({ terminal, json: true }, 'id', { ...shown, outcome }, 1)).toBe(1);
    expect(JSON.parse(terminal.said.out)).toMatchObject({
      build: 'id',
      error: { code: 'E_BUILD_FAILED' },
      failure: { exitCode: 3, source: { from: 2 } },
      steps: [{ name: '[2/2] RUN b', state: 'cached', ms: 2500, lines: { from: 2, to: 2 } }],
    });
  });

  test('of one that was cancelled is what Ctrl-C leaves', () => {
    const terminal = fakeTerminal();
    expect(
      showBuildOutcome({ terminal, json: false }, 'id', { ...shown, outcome: { kind: 'cancelled' } }, 1),
    ).toBe(130);
  });
});
