// Why the cache missed: the first step that ran again, and the file, argument, instruction or base that changed.

import { describe, expect, test } from 'vitest';
import { explainMiss, sourcesOf } from '../../../../main/engine/builds/cache-miss.ts';
import { parseDockerfile, placeOfStep } from '../../../../main/engine/builds/dockerfile.ts';
import {
  carrySums,
  collectStamps,
  differs,
  type BuildInputs,
  type FileStamp,
} from '../../../../main/engine/builds/inputs.ts';
import type { BuildStep } from '../../../../preload/contract/builds.ts';

const DOCKERFILE = `FROM debian AS build
ARG VERSION=1
ENV A=1
RUN make
COPY src lib /app/
LABEL x=1
FROM build
RUN test
`;

const file = (sum: number, mtime = 1): FileStamp => ({ kind: 'file', size: 1, mode: 0o644, mtime, sum });

const inputs = (wishes: Partial<BuildInputs> = {}): BuildInputs => ({
  build: 'now',
  builder: 'BuildKit',
  platform: '',
  args: {},
  dockerfile: DOCKERFILE,
  bases: { build: 'debian sha256:one' },
  settled: ['[build 2/3] RUN make', '[build 3/3] COPY src lib /app/', '[stage-1 1/1] RUN test'],
  files: { 'src/a': file(1), 'src/b': file(2), 'lib/c': file(3), other: file(4) },
  ...wishes,
});

const NAMES = [
  '[build 1/3] FROM debian',
  '[build 2/3] RUN make',
  '[build 3/3] COPY src lib /app/',
  '[stage-1 1/1] RUN test',
];

/** The steps of that Dockerfile, each on the one before; those from `ran` on were not cached. */
function stepsFrom(ran: number, names: readonly string[] = NAMES, text = DOCKERFILE): BuildStep[] {
  const parsed = parseDockerfile(text);
  return names.map((name, index) => {
    const lines = placeOfStep(parsed, name)?.instruction;
    return {
      id: String(index),
      name,
      state: index > 0 && index < ran ? 'cached' : 'done',
      startedMs: 1,
      endedMs: 2,
      inputs: index === 0 ? [] : [String(index - 1)],
      ...(lines === undefined ? {} : { lines: { from: lines.from, to: lines.to } }),
      parts: [],
    };
  });
}

const reason = (ran: number, now: Partial<BuildInputs> = {}, before: Partial<BuildInputs> = {}) =>
  explainMiss({ inputs: inputs(now), steps: stepsFrom(ran), noCache: false }, inputs(before))?.reason;

describe('a miss', () => {
  test('is none where every step came from the cache', () => {
    expect(reason(4)).toBeUndefined();
  });

  test('is of the first step that ran, and what follows it follows from it', () => {
    const miss = explainMiss({ inputs: inputs(), steps: stepsFrom(2), noCache: true }, inputs());
    expect(miss).toEqual({
      step: '2',
      name: '[build 3/3] COPY src lib /app/',
      line: 5,
      reason: { kind: 'no-cache' },
    });
  });

  test('is expected where no build of that name is known', () => {
    const first = explainMiss({ inputs: inputs(), steps: stepsFrom(1), noCache: false }, undefined);
    expect(first?.reason).toEqual({ kind: 'first' });
  });

  test('comes from another base, for a stage on a stage as well', () => {
    const bases = { build: 'debian sha256:two' };
    const expected = { kind: 'base', image: 'debian', before: 'sha256:one', after: 'sha256:two' };
    expect(reason(1, { bases })).toEqual(expected);
    expect(reason(3, { bases })).toEqual(expected);
  });

  test('comes from another platform or builder', () => {
    expect(reason(1, { platform: 'linux/arm64' })).toMatchObject({ kind: 'option', option: 'platform' });
    expect(reason(1, { builder: 'classic' })).toMatchObject({ kind: 'option', option: 'builder' });
  });

  test('comes from an instruction: the step’s own, or one above that it depends on', () => {
    const own = DOCKERFILE.replace('RUN make', 'RUN make all');
    expect(reason(1, { dockerfile: own })).toEqual({
      kind: 'instruction',
      before: 'RUN make',
      after: 'RUN make all',
      line: 4,
    });
    const above = DOCKERFILE.replace('ENV A=1', 'ENV A=2');
    expect(reason(1, { dockerfile: above })).toMatchObject({ before: 'ENV A=1', after: 'ENV A=2', line: 3 });
    const isNew = { dockerfile: DOCKERFILE.replace('ENV A=1\n', ''), settled: [] };
    expect(reason(1, {}, isNew)).toMatchObject({ before: 'RUN make', after: 'ENV A=1', line: 3 });
  });

  test('does not come from what a step does not depend on', () => {
    const label = DOCKERFILE.replace('LABEL x=1', 'LABEL x=2');
    expect(reason(3, { dockerfile: label })).toEqual({ kind: 'gone' });
    // COPY does not see variables; to the classic builder every line counts.
    const env = DOCKERFILE.replace('ENV A=1', 'ENV A=2');
    expect(reason(2, { dockerfile: env })).toEqual({ kind: 'gone' });
    expect(reason(2, { dockerfile: env, builder: 'classic' }, { builder: 'classic' })).toMatchObject({
      kind: 'instruction',
      line: 3,
    });
  });

  test('comes from a stage that was not there', () => {
    const before = { dockerfile: 'FROM debian AS build\n' };
    expect(reason(3, {}, before)).toEqual({ kind: 'instruction', after: 'RUN test', line: 8 });
  });

  test('comes from an argument that is declared above a RUN', () => {
    expect(reason(1, { args: { VERSION: '2', OTHER: 'x' } })).toEqual({
      kind: 'argument',
      name: 'VERSION',
      after: '2',
    });
    // Nothing declares it.
    expect(reason(1, { args: { OTHER: 'x' } })).toEqual({ kind: 'gone' });
    // COPY does not name it.
    expect(reason(2, { args: { VERSION: '2' } })).toEqual({ kind: 'gone' });
  });

  test('comes from files that the step takes: changed, new and gone', () => {
    const files = { 'src/a': file(9), 'src/new': file(1), 'lib/c': file(3, 99), other: file(99) };
    expect(reason(2, { files })).toEqual({
      kind: 'files',
      changed: ['src/a'],
      added: ['src/new'],
      removed: ['src/b'],
      more: 0,
    });
  });

  test('names some of many files, and counts the others', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`src/${index}`, file(1)]));
    expect(reason(2, { files: { ...inputs().files, ...many } })).toMatchObject({
      added: { length: 20 },
      more: 30,
    });
  });

  test('comes from the build before that did not come so far, or from a cache that forgets', () => {
    expect(reason(1, {}, { settled: [] })).toEqual({ kind: 'unfinished' });
    expect(reason(1)).toEqual({ kind: 'gone' });
  });

  test('may come from elsewhere', () => {
    const dockerfile = 'FROM a\nADD --chown=1 https://example.org/x /x\n';
    const steps = stepsFrom(1, ['[1/2] FROM a', '[2/2] ADD --chown=1 https://example.org/x /x'], dockerfile);
    const now = inputs({ dockerfile, bases: {} });
    expect(explainMiss({ inputs: now, steps, noCache: false }, now)?.reason).toEqual({
      kind: 'remote',
      url: 'https://example.org/x',
    });
  });
});

describe('what a step takes of the context', () => {
  test.each([
    ['[2/2] COPY . /app', ['a', 'b/c', 'd.txt', 'e f/g']],
    ['[2/2] COPY ./b/ d.txt /app/', ['b/c', 'd.txt']],
    ['[2/2] ADD --chown=1:1 --link *.txt /app/', ['d.txt']],
    ['[2/2] COPY ["e f", "/app"]', ['e f/g']],
    ['[2/2] COPY "e f" /app', ['e f/g']],
    ['[2/2] COPY --from=build /a /b', undefined],
    ['[2/2] RUN make', undefined],
    ['[2/2] RUN --mount=type=bind,source=b,target=/b make', ['b/c']],
    ['[2/2] RUN --mount=target=/all make', ['a', 'b/c', 'd.txt', 'e f/g']],
    ['[2/2] RUN --mount=type=cache,target=/x --mount=type=bind,from=build,target=/y make', undefined],
  ])('%s', (name, expected) => {
    const isSource = sourcesOf(name);
    expect(isSource && ['a', 'b/c', 'd.txt', 'e f/g'].filter(isSource)).toEqual(expected);
  });
});

describe('files', () => {
  test('differ by what a builder sees, not by when they were written', () => {
    expect(differs(file(1, 1), file(1, 2))).toBe(false);
    expect(differs(file(1, 1), file(2, 1))).toBe(true);
    expect(differs(file(1), { ...file(1), mode: 0o755 })).toBe(true);
    const link = { kind: 'link', size: 0, mode: 0o777, mtime: 1 } as const;
    expect(differs({ ...link, target: 'a' }, { ...link, mtime: 2, target: 'a' })).toBe(false);
    expect(differs({ ...link, target: 'a' }, { ...link, target: 'b' })).toBe(true);
  });

  test('that were not sent have the sum they had when they were', () => {
    const { sum: _, ...unseen } = file(0);
    const now = new Map([
      ['same', unseen],
      ['touched', { ...unseen, mtime: 2 }],
      ['new', unseen],
    ]);
    expect(carrySums(now, { same: file(7), touched: file(7) })).toEqual({
      same: file(7),
      touched: { ...unseen, mtime: 2 },
      new: unseen,
    });
  });

  test('are summed as they are sent, in however many pieces', () => {
    const sumOf = (...pieces: string[]) => {
      const stamps = collectStamps();
      const entry = { path: 'a', kind: 'file', mode: 0o644, sizeBytes: 4, mtimeMs: 1 } as const;
      stamps.told(entry);
      for (const piece of pieces) stamps.sent(entry, Buffer.from(piece));
      return stamps.files.get('a')?.sum;
    };
    expect(sumOf('ab', 'cd')).toBe(sumOf('abcd'));
    expect(sumOf('abcd')).not.toBe(sumOf('abce'));
  });
});
