// What the engine is told by its daemon.json.

import { expect, test } from 'vitest';
import { engineConfig, engineConfigText } from '../../../main/provision/engine-config.ts';

test('containers outlive a restart of dockerd, and their logs have a bound', () => {
  expect(JSON.parse(engineConfigText())).toEqual({
    'live-restore': true,
    'log-driver': 'json-file',
    'log-opts': { 'max-size': '10m', 'max-file': '3' },
    features: { buildkit: true },
  });
});

test('no key stands beside a flag of the same name, at which dockerd would not start', () => {
  const flags = new Set(['hosts', 'tls', 'tlsverify', 'tlscacert', 'tlscert', 'tlskey', 'data-root']);
  expect(Object.keys(engineConfig()).filter((key) => flags.has(key))).toEqual([]);
});
