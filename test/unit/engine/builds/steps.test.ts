// The steps of a build as they stand, whatever order BuildKit tells of them in; and the question that a build is.

import { describe, expect, test } from 'vitest';
import { buildQuery } from '../../../../main/engine/builds/query.ts';
import type { Status, Vertex } from '../../../../main/engine/builds/status.ts';
import { collectSteps } from '../../../../main/engine/builds/steps.ts';

const vertex = (wishes: Partial<Vertex>): Vertex => ({
  digest: 'sha256:a',
  inputs: [],
  name: '[1/2] RUN a',
  cached: false,
  error: '',
  ...wishes,
});
const status = (wishes: Partial<Status>): Status => ({
  vertexes: [],
  statuses: [],
  logs: [],
  warnings: [],
  ...wishes,
});

describe('a step', () => {
  const statesOf = (...told: Partial<Vertex>[]) => {
    const steps = collectSteps();
    return told.map((one) => steps.take(status({ vertexes: [vertex(one)] })).steps[0]?.state);
  };

  test('waits, runs and is done', () => {
    expect(statesOf({}, { startedMs: 1 }, { startedMs: 1, completedMs: 5 })).toEqual([
      'waiting',
      'running',
      'done',
    ]);
  });

  test('comes from the cache, fails, or is ended because another failed', () => {
    expect(statesOf({ startedMs: 1, completedMs: 1, cached: true })).toEqual(['cached']);
    expect(statesOf({ startedMs: 1, completedMs: 1, error: 'exit code: 1' })).toEqual(['failed']);
    expect(statesOf({ startedMs: 1, completedMs: 1, error: 'rpc error: context canceled' })).toEqual([
      'cancelled',
    ]);
  });

  test('that is begun again has ended when it has ended the last time', () => {
    const steps = collectSteps();
    for (const told of [{ startedMs: 1, completedMs: 2 }, { startedMs: 1 }, { startedMs: 1, completedMs: 9 }])
      steps.take(status({ vertexes: [vertex(told)] }));
    expect(steps.all()[0]).toMatchObject({ state: 'done', startedMs: 1, endedMs: 9 });
  });

  test('that has not ended when the build has, will not', () => {
    const steps = collectSteps();
    steps.take(status({ vertexes: [vertex({ startedMs: 1 }), vertex({ digest: 'sha256:b' })] }));
    expect(steps.settle().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(steps.settle()).toEqual([]);
  });

  test('has parts, each as it was told of last', () => {
    const steps = collectSteps();
    const part = { id: 'layer', vertex: 'sha256:a', current: 1, total: 9 };
    steps.take(status({ vertexes: [vertex({})], statuses: [part] }));
    const { steps: news } = steps.take(status({ statuses: [{ ...part, current: 9, completedMs: 3 }] }));
    expect(news[0]?.parts).toEqual([{ id: 'layer', doneBytes: 9, totalBytes: 9, ended: true }]);
  });

  test('prints characters whole, though they are cut on their way', () => {
    const steps = collectSteps();
    const bytes = Buffer.from('é\n');
    const log = (message: Buffer) =>
      steps.take(status({ logs: [{ vertex: 'sha256:a', atMs: 1, stream: 1, message }] })).pieces;
    expect(log(bytes.subarray(0, 1))).toEqual([]);
    expect(log(bytes.subarray(1))).toEqual([{ step: 'sha256:a', stream: 'out', text: 'é\n', atMs: 1 }]);
  });
});

test('a build is asked for with all that was wished, and nothing else', () => {
  const nothing = {
    dockerfile: 'Dockerfile',
    tags: [],
    args: [],
    labels: [],
    noCache: false,
    pull: false,
    cacheFrom: [],
    extraHosts: [],
  };
  expect(buildQuery(nothing).toString()).toBe('dockerfile=Dockerfile');
  const query = buildQuery({
    ...nothing,
    tags: ['a:1', 'a:2'],
    target: 'test',
    platform: 'linux/arm64',
    args: [
      { name: 'B', value: '2' },
      { name: 'A', value: '1' },
    ],
    labels: [{ name: 'l', value: 'ü' }],
    noCache: true,
    pull: true,
    cacheFrom: ['base'],
    extraHosts: ['host:1.2.3.4'],
  });
  expect([...query]).toEqual([
    ['dockerfile', 'Dockerfile'],
    ['t', 'a:1'],
    ['t', 'a:2'],
    ['target', 'test'],
    ['platform', 'linux/arm64'],
    ['nocache', '1'],
    ['pull', '1'],
    ['buildargs', '{"A":"1","B":"2"}'],
    ['labels', '{"l":"ü"}'],
    ['cachefrom', '["base"]'],
    ['extrahosts', 'host:1.2.3.4'],
  ]);
});
