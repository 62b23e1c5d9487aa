// The variables a docker client needs, and what is said of a shell that has others.

import { describe, expect, test } from 'vitest';
import { compareWithShell, dockerExports, noProxyExports } from '../../../main/env/exports.ts';

const wanted = dockerExports({ machine: 'default', port: 2376, certs: '/home/ses/certs' });

test('docker is pointed at the loopback port, with TLS', () => {
  expect(Object.entries(wanted)).toEqual([
    ['DOCKER_HOST', 'tcp://127.0.0.1:2376'],
    ['DOCKER_CERT_PATH', '/home/ses/certs'],
    ['DOCKER_TLS_VERIFY', '1'],
    ['DOCKER_MACHINE_NAME', 'default'],
  ]);
});

describe('the shell is', () => {
  test('set if it has them all, whatever else it has', () => {
    expect(compareWithShell({ ...wanted, PATH: '/bin' }, wanted)).toBe('set');
  });

  test('set without DOCKER_MACHINE_NAME too, which docker does not read', () => {
    expect(compareWithShell({ ...wanted, DOCKER_MACHINE_NAME: undefined }, wanted)).toBe('set');
  });

  test('unset if it has none, or only empty ones', () => {
    expect(compareWithShell({ PATH: '/bin', DOCKER_HOST: '' }, wanted)).toBe('unset');
  });

  test.each([
    { ...wanted, DOCKER_HOST: 'tcp://127.0.0.1:2377' },
    { ...wanted, DOCKER_CERT_PATH: '/home/ses/other' },
    { DOCKER_HOST: wanted.DOCKER_HOST },
    { DOCKER_HOST: 'unix:///var/run/docker.sock' },
  ])('stale if any leads elsewhere or lacks: %o', (env) => {
    expect(compareWithShell(env, wanted)).toBe('stale');
  });
});

describe('NO_PROXY', () => {
  const both = (list: string) => ({ NO_PROXY: list, no_proxy: list });

  test('becomes our address where there was none', () => {
    expect(noProxyExports({})).toEqual(both('127.0.0.1'));
  });

  test('keeps what is there, in both spellings', () => {
    expect(noProxyExports({ NO_PROXY: 'a.example, b' })).toEqual(both('a.example, b,127.0.0.1'));
    expect(noProxyExports({ no_proxy: 'a', NO_PROXY: 'b' })).toEqual({
      NO_PROXY: 'b,127.0.0.1',
      no_proxy: 'a,127.0.0.1',
    });
  });

  test.each(['127.0.0.1', 'a, 127.0.0.1 ,b', '*'])('stays as it is where we are covered: %s', (list) => {
    expect(noProxyExports({ NO_PROXY: list })).toEqual(both(list));
  });
});
