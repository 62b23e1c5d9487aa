// The pure parts of a container's page: figures, limits, secrets, paths, what is asked of a log.

import { describe, expect, it } from 'vitest';
import type { StatsSample } from '../../../../preload/contract/containers.ts';
import { readEnvironment } from '../../../../renderer/features/containers/page/details/environment.ts';
import { momentOf, readInspected } from '../../../../renderer/features/containers/page/details/inspected.ts';
import {
  limitChange,
  limitFaults,
  limitFields,
  updateLine,
  type LimitFields,
} from '../../../../renderer/features/containers/page/details/limits.ts';
import { crumbsOf, joinPath } from '../../../../renderer/features/containers/page/files/guest-path.ts';
import {
  isRangeWrong,
  lineTime,
  logsLine,
  rangeRequest,
  reachesNow,
} from '../../../../renderer/features/containers/page/logs/log-request.ts';
import {
  addSample,
  formatPercent,
  NO_SERIES,
} from '../../../../renderer/features/containers/page/stats/stats-series.ts';
import { BEST_SHELL, execLine } from '../../../../renderer/features/containers/page/terminal/shells.ts';
import { outwardUrl } from '../../../../renderer/ui/outward-url.ts';

const sample = (atSeconds: number, received = 0): StatsSample => ({
  id: 'a',
  atMs: atSeconds * 1000,
  cpuPercent: 12.34,
  memoryBytes: 1000,
  memoryLimitBytes: 2000,
  networkReceivedBytes: received,
  networkSentBytes: 0,
  blockReadBytes: 0,
  blockWrittenBytes: 0,
  pids: 1,
});

describe('the course of figures', () => {
  it('keeps five minutes', () => {
    let series = NO_SERIES;
    for (let second = 1; second <= 400; second += 1) series = addSample(series, sample(second));
    expect([series.at.length, series.at[0], series.cpu.length, series.sent.length]).toEqual([
      301, 100, 301, 301,
    ]);
  });
  it('tells counters as bytes a second, and nothing where a counter began anew', () => {
    let series = addSample(NO_SERIES, sample(1, 1000));
    series = addSample(series, sample(3, 5000));
    series = addSample(series, sample(4, 10));
    expect(series.received).toEqual([null, 2000, null]);
  });
  it('takes a sample once', () => {
    const series = addSample(NO_SERIES, sample(1));
    expect(addSample(series, sample(1))).toBe(series);
  });
  it.each([
    [0, '0'],
    [0.34, '0.3'],
    [12.34, '12.3'],
    [100, '100'],
    [399.6, '400'],
    [Number.NaN, '0'],
    [-1, '0'],
  ])('%d is written %s', (percent, text) => expect(formatPercent(percent)).toBe(text));
});

describe('variables', () => {
  const isSecret = (line: string) => readEnvironment([line])[0]?.isSecret;
  it.each([
    'DB_PASSWORD=x',
    'MYSQL_ROOT_PASSWORD=x',
    'PGPASS=x',
    'AWS_SECRET_ACCESS_KEY=x',
    'GITHUB_TOKEN=x',
    'API_KEY=x',
    'STRIPE_KEY=x',
    'DATABASE_URL=postgres://me:word@db/x',
    'PEM=-----BEGIN RSA PRIVATE KEY-----',
  ])('%s is hidden', (line) => expect(isSecret(line)).toBe(true));
  it.each(['PATH=/bin', 'KEYBOARD=de', 'MONKEY=1', 'URL=https://example.org/', 'PASSWORD='])(
    '%s is shown',
    (line) => expect(isSecret(line)).toBe(false),
  );
  it('keep every `=` of a value, and a name without a value', () => {
    expect(readEnvironment(['A=b=c', 'B'])).toMatchObject([
      { name: 'A', value: 'b=c' },
      { name: 'B', value: '' },
    ]);
  });
});

const inspected = (hostConfig: Record<string, unknown>) =>
  readInspected({
    Id: 'a',
    State: { StartedAt: '0001-01-01T00:00:00Z' },
    Config: { Env: null, Labels: null },
    HostConfig: hostConfig,
    Mounts: null,
    NetworkSettings: { Networks: null },
  });

describe('what the engine says', () => {
  it('is read with nulls for nothing', () => {
    expect(inspected({})).toMatchObject({
      Config: { Env: [], Labels: {}, Cmd: [] },
      Mounts: [],
      RestartCount: 0,
    });
  });
  it('knows the moment that means never', () => {
    expect(momentOf('0001-01-01T00:00:00Z')).toBeUndefined();
    expect(momentOf('2026-11-24T14:02:33.5Z')).toBe(Date.UTC(2026, 10, 24, 14, 2, 33, 500));
  });
});

describe('limits', () => {
  const before = limitFields(
    inspected({
      Memory: 64 * 1024 ** 2,
      NanoCpus: 5e8,
      PidsLimit: null,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    }),
  );
  const change = (part: Partial<LimitFields>) => limitChange(before, { ...before, ...part });

  it('are read as people write them', () => {
    expect(before).toEqual({ memory: '64m', cpus: '0.5', pids: '', restart: 'on-failure', retries: '3' });
  });
  it('change only where something was filled in anew', () => {
    expect(change({})).toBeUndefined();
    expect(change({ memory: '' })).toBeUndefined();
    expect(change({ cpus: '2' })).toEqual({ limits: { cpus: 2 } });
    expect(change({ restart: 'always' })).toEqual({ limits: {}, restart: { name: 'always' } });
    expect(change({ retries: '5' })).toEqual({
      limits: {},
      restart: { name: 'on-failure', maximumRetries: 5 },
    });
  });
  it('have a line for the terminal', () => {
    expect(
      updateLine('web', { limits: { memoryBytes: 128 * 1024 ** 2, pids: 10 }, restart: { name: 'no' } }),
    ).toBe('docker update --memory 128m --memory-swap 128m --pids-limit 10 --restart no web');
  });
  it.each([
    [{ memory: '1m' }, 'memory'],
    [{ memory: 'much' }, 'memory'],
    [{ cpus: '0' }, 'cpus'],
    [{ pids: '1.5' }, 'pids'],
  ] as const)('%o is not taken', (part, field) =>
    expect([...limitFaults(before, { ...before, ...part })]).toEqual([[field, 'wrong']]),
  );
  it('of processes are lifted by an empty field', () => {
    const limited = { ...before, pids: '50' };
    const lifted = { ...before, pids: '' };
    expect(limitFaults(limited, lifted).size).toBe(0);
    expect(limitChange(limited, lifted)).toEqual({ limits: { pids: 0 } });
    expect(updateLine('web', { limits: { pids: 0 } })).toBe('docker update --pids-limit -1 web');
  });
  it.each(['memory', 'cpus'] as const)('of %s are not, which is said', (field) =>
    expect([...limitFaults(before, { ...before, [field]: '' })]).toEqual([[field, 'not-lifted']]),
  );
});

describe('paths in a container', () => {
  it('have a crumb for each folder', () => {
    expect(crumbsOf('/usr/local')).toEqual([
      { name: '/', path: '/' },
      { name: 'usr', path: '/usr' },
      { name: 'local', path: '/usr/local' },
    ]);
  });
  it('are joined', () => {
    expect([joinPath('/', 'a'), joinPath('/a', 'b')]).toEqual(['/a', '/a/b']);
  });
});

describe('what is asked of a log', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const range = { from: '', to: '' };
  it('is a number of lines, a time, or all', () => {
    expect(rangeRequest({ ...range, kind: 'newest' }, now)).toEqual({ tail: 10_000 });
    expect(rangeRequest({ ...range, kind: 'hour' }, now)).toEqual({ since: '2026-11-24T11:00:00.000Z' });
    expect(rangeRequest({ ...range, kind: 'all' }, now)).toEqual({});
    const between = rangeRequest({ kind: 'between', from: '', to: '2026-11-24T10:00' }, now);
    expect(Object.keys(between)).toEqual(['until']);
    expect(reachesNow(between, Date.parse('2026-11-25T10:00'))).toBe(false);
  });
  it('is nothing between an end and a later beginning', () => {
    expect(isRangeWrong({ kind: 'between', from: '2026-11-24T12:00', to: '2026-11-24T10:00' })).toBe(true);
  });
  it('has a line for the terminal', () => {
    expect(logsLine('web', { tail: 5 }, true, true)).toBe('docker logs --follow --timestamps --tail 5 web');
  });
  it('has moments to the millisecond, and none where there is none', () => {
    expect(lineTime('2026-11-24T14:02:33.007900000Z', () => 'T')).toBe('T.007');
    expect(lineTime('', () => 'T')).toBe('');
  });
});

it('a terminal has a line for the terminal', () => {
  expect(execLine('web', { ...BEST_SHELL, command: ['sh', '-c', 'a b'], user: 'root' })).toBe(
    "docker exec --interactive --tty --user root web sh -c 'a b'",
  );
});

it.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
  ['https://you@evil.example/', undefined],
  ['no address', undefined],
])('%s is left for as %s', (address, url) => expect(outwardUrl(address)).toBe(url));
