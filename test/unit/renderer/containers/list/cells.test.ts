// A row says in words what a container does, since when, and where it can be reached.

import { describe, expect, test } from 'vitest';
import { portLabel, shownPorts } from '../../../../../renderer/features/containers/list/ports.ts';
import { withSamples } from '../../../../../renderer/features/containers/list/samples.ts';
import { sinceWord, stateColour, stateWord } from '../../../../../renderer/features/containers/list/state.ts';
import { containerRow } from '../container-row.ts';

describe('the state', () => {
  test('comes with the health while there is any', () => {
    expect(stateWord(containerRow({ health: 'unhealthy' }))).toBe('Running, unhealthy');
    expect(stateColour(containerRow({ health: 'unhealthy' }))).toBe('bad');
    expect(
      stateWord(containerRow({ state: 'exited', status: 'Exited (0) 1 second ago', health: 'healthy' })),
    ).toBe('Exited (0)');
  });

  test('a failure looks other than an end', () => {
    expect(stateColour(containerRow({ state: 'exited', status: 'Exited (0) 2 hours ago' }))).toBe('off');
    expect(stateColour(containerRow({ state: 'exited', status: 'Exited (137) 2 hours ago' }))).toBe('bad');
  });

  test('says since when, and nothing where nobody knows', () => {
    expect(sinceWord(containerRow({ sinceMs: 0 }), 125 * 60_000)).toBe('for 2 h 5 min');
    expect(sinceWord(containerRow({ sinceMs: 0, state: 'exited' }), 41_000)).toBe('41 s ago');
    expect(sinceWord(containerRow({ state: 'created' }), 0)).toBe('');
  });
});

describe('the ports', () => {
  test('one published on both address families is shown once', () => {
    const ports = shownPorts([
      { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostAddress: '0.0.0.0' },
      { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostAddress: '::' },
    ]);
    expect(ports).toEqual([{ containerPort: 80, protocol: 'tcp', hostPort: 8080, isLink: true }]);
  });

  test('published ones come first, and a browser is led to tcp only', () => {
    const ports = shownPorts([
      { containerPort: 443, protocol: 'tcp' },
      { containerPort: 53, protocol: 'udp', hostPort: 5353 },
      { containerPort: 80, protocol: 'tcp', hostPort: 8080 },
    ]);
    expect(ports.map(portLabel)).toEqual(['53/udp', '80', '443']);
    expect(ports.map(({ isLink }) => isLink)).toEqual([false, true, false]);
  });
});

describe('the live figures', () => {
  const sample = (id: string, cpuPercent: number) => ({
    id,
    atMs: 0,
    cpuPercent,
    memoryBytes: 1,
    memoryLimitBytes: 2,
    networkReceivedBytes: 0,
    networkSentBytes: 0,
    blockReadBytes: 0,
    blockWrittenBytes: 0,
    pids: 1,
  });

  test('stay between two samples of a container that runs, and go with one that has stopped', () => {
    const rows = new Map([
      ['a', containerRow()],
      ['b', containerRow({ state: 'exited' })],
    ]);
    const before = new Map([
      ['a', sample('a', 1)],
      ['b', sample('b', 2)],
      ['gone', sample('gone', 3)],
    ]);
    const after = withSamples(before, [sample('c', 4)], (id) => rows.get(id));
    expect([...after.keys()].sort()).toEqual(['a', 'c']);
  });
});
