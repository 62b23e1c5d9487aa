// A Dockerfile and its lines: which instruction a step stands for, and where a build failed.

import { describe, expect, test } from 'vitest';
import type { BuildStep } from '../../../../preload/contract/builds.ts';
import { parseDockerfile, placeOfStep } from '../../../../main/engine/builds/dockerfile.ts';
import { explainFailure } from '../../../../main/engine/builds/failure.ts';

const TEXT = `\uFEFF# syntax=docker/dockerfile:1
ARG BASE=debian
FROM $BASE AS Build
ENV A=1
RUN make \\
  # a comment within
  all \\

  install
COPY <<EOF /etc/motd
hello
EOF
WORKDIR /app

FROM scratch
COPY --from=build /app /app
FROM build
RUN test
`;

describe('a Dockerfile', () => {
  const parsed = parseDockerfile(TEXT);

  test('has stages with their names and bases, and ARGs before them', () => {
    expect(parsed.globals.map(({ keyword, rest }) => [keyword, rest])).toEqual([['ARG', 'BASE=debian']]);
    expect(parsed.stages.map(({ name, base }) => [name, base])).toEqual([
      ['build', '$BASE'],
      ['stage-1', 'scratch'],
      ['stage-2', 'build'],
    ]);
  });

  test('has instructions of several lines, comments within and heredocs', () => {
    const lines = parsed.stages[0]?.instructions.map(({ keyword, from, to }) => [keyword, from, to]);
    expect(lines).toEqual([
      ['FROM', 3, 3],
      ['ENV', 4, 4],
      ['RUN', 5, 9],
      ['COPY', 10, 12],
      ['WORKDIR', 13, 13],
    ]);
    expect(parsed.stages[0]?.instructions[2]?.rest).toBe('make   all   install');
    expect(parsed.stages[0]?.instructions[3]?.heredoc).toBe('hello');
  });

  test('may have another character at the end of a line that goes on', () => {
    const windows = parseDockerfile('# escape=`\nFROM a\nRUN dir C:\\\nRUN b `\n c\n');
    expect(windows.stages[0]?.instructions.map(({ rest }) => rest)).toEqual(['a', 'dir C:\\', 'b  c']);
  });

  test.each(['', '\0\0', 'RUN x', 'FROM', 'FROM a\nRUN <<EOF\nopen', 'FROM a\nRUN \\', 'x'.repeat(1e6)])(
    'that is none is read all the same: the engine says what is wrong',
    (text) => {
      expect(() => parseDockerfile(text)).not.toThrow();
    },
  );
});

describe('a step stands for an instruction', () => {
  const parsed = parseDockerfile(TEXT);
  test.each([
    ['[build 1/4] FROM docker.io/library/debian', 3],
    ['[build 2/4] RUN make', 5],
    ['[linux/arm64 build 3/4] COPY <<EOF /etc/motd', 10],
    ['[build 4/4] WORKDIR /app', 13],
    ['[stage-1 1/1] COPY --from=build /app /app', 16],
    ['[stage-2 1/1] RUN test', 18],
    // What ONBUILD of the base adds comes between.
    ['[build 2/5] RUN onbuild', 3],
    ['[build 3/5] RUN make', 5],
  ])('%s', (name, line) => {
    expect(placeOfStep(parsed, name)?.instruction.from).toBe(line);
  });

  test('unless it is the builder’s own', () => {
    expect(placeOfStep(parsed, '[internal] load build context')).toBeUndefined();
    expect(placeOfStep(parsed, 'exporting to image')).toBeUndefined();
  });

  test('in a Dockerfile of one stage without its name', () => {
    expect(placeOfStep(parseDockerfile('FROM a\nRUN b\n'), '[2/2] RUN b')?.instruction.from).toBe(2);
  });
});

describe('a failed build', () => {
  const explain = (message: string, steps: BuildStep[] = [], text = TEXT) =>
    explainFailure({ message, steps, dockerfile: parseDockerfile(text), text, file: '/app/Dockerfile' });
  const failed = (name: string, error: string): BuildStep => ({
    id: 'sha256:1',
    name,
    state: 'failed',
    inputs: [],
    parts: [],
    error,
  });

  test('shows the lines of the step that failed, the exit code, and lines around', () => {
    const error = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
    expect(explain(`failed to solve: ${error}`, [failed('[build 2/4] RUN make', error)])).toEqual({
      error: { code: 'E_BUILD_FAILED', message: error },
      step: 'sha256:1',
      exitCode: 2,
      source: {
        file: '/app/Dockerfile',
        from: 5,
        to: 9,
        firstLine: 2,
        lines: TEXT.split('\n').slice(1, 12),
      },
    });
  });

  test('shows the line that the parser names', () => {
    const { source, error } = explain(
      'failed to solve with frontend dockerfile.v0: dockerfile parse error on line 2: unknown instruction: RUNN',
      [],
      'FROM a\nRUNN b\n',
    );
    expect(error.message).toBe('dockerfile parse error on line 2: unknown instruction: RUNN');
    expect(source).toMatchObject({ from: 2, to: 2, firstLine: 1, lines: ['FROM a', 'RUNN b'] });
  });

  test('shows a line of ten megabytes by its beginning', () => {
    const long = `FROM a\nRUN ${'x'.repeat(10_000_000)}\n`;
    expect(explain('line 2: no', [], long).source?.lines[1]).toHaveLength(301);
  });

  test('says what to do where that is known', () => {
    expect(explain('failed to compute cache key: "/a": not found').error.hint).toContain('.dockerignore');
    expect(explain('write /x: no space left on device').error.hint).toContain('disk is full');
  });
});
