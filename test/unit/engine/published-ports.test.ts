// The engine's answers are read with care: what is missing is missing, what is nonsense is refused.

import { describe, expect, test } from 'vitest';
import { countContainers, parsePublishedPorts } from '../../../main/engine/published-ports.ts';
import { explainEngineFailure } from '../../../main/engine/endpoint.ts';

describe('the list of containers', () => {
  test('gives the ports that are published, not those that are only exposed', () => {
    const text = JSON.stringify([
      {
        Id: 'a',
        State: 'running',
        Ports: [
          { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
          { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
          { PrivatePort: 443, Type: 'tcp' },
        ],
      },
      { Id: 'b', Ports: null },
      { Id: 'c' },
    ]);
    expect(parsePublishedPorts(text)).toEqual([
      { address: '0.0.0.0', port: 8080, protocol: 'tcp' },
      { address: '::', port: 8080, protocol: 'tcp' },
    ]);
    expect(countContainers(text)).toBe(3);
  });

  test.each(['', '{}', '[{"Ports":[]}]', '[{"Id":"a","Ports":[{"Type":"tcp","PublicPort":70000}]}]', 'null'])(
    '%j is no list',
    (text) => {
      expect(() => parsePublishedPorts(text)).toThrow(
        expect.objectContaining({ code: 'E_ENGINE_UNREACHABLE' }),
      );
    },
  );
});

describe('a failure to reach the engine', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const at = { port: 2376, certs: '/certs' };

  test.each([
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'EPROTO',
  ])('%s is about certificates', (code) => {
    expect(explainEngineFailure(at, failure(code))).toMatchObject({ code: 'E_TLS' });
  });

  test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ABORT_ERR'])('%s is about reaching it', (code) => {
    const explained = explainEngineFailure(at, failure(code));
    expect(explained).toMatchObject({ code: 'E_ENGINE_UNREACHABLE' });
    expect(explained.message).toContain('127.0.0.1:2376');
  });
});
