// Pulls and pushes: which image is meant, where its layers are at, and what a failure means for a person.

import { describe, expect, test } from 'vitest';
import { splitReference } from '../../../../main/engine/images/reference.ts';
import { explainRegistry } from '../../../../main/engine/images/registry-failure.ts';
import { pullEvents } from '../../../../main/engine/images/registry.ts';
import { SlipwayError } from '../../../../preload/contract/errors.ts';

describe('a reference', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  test.each([
    ['busybox', 'busybox', 'latest'],
    ['busybox:1.36', 'busybox', '1.36'],
    ['localhost:5000/team/app', 'localhost:5000/team/app', 'latest'],
    ['localhost:5000/team/app:2', 'localhost:5000/team/app', '2'],
    [`busybox@${digest}`, 'busybox', digest],
    [`localhost:5000/app:2@${digest}`, 'localhost:5000/app', digest],
  ])('%s is one image of a repository, never all of them', (reference, repository, tag) => {
    expect(splitReference(reference)).toEqual({ repository, tag });
  });
});

describe('progress', () => {
  test('of a layer is the last that was said of it; what belongs to none is told as it is', () => {
    const [one, two] = ['0123456789ab', 'ba9876543210'];
    expect(
      pullEvents([
        { id: 'latest', status: 'Pulling from library/busybox' },
        { id: one, status: 'Pulling fs layer' },
        { id: two, status: 'Downloading', progressDetail: { current: 1, total: 9 } },
        { id: one, status: 'Pull complete', progressDetail: {} },
        { id: two, status: 'Downloading', progressDetail: { current: 5, total: 9 } },
        { status: 'Digest: sha256:1' },
        { stream: 'of no use here' },
      ]),
    ).toEqual([
      {
        kind: 'layers',
        layers: [
          { layer: one, status: 'Pull complete' },
          { layer: two, status: 'Downloading', doneBytes: 5, totalBytes: 9 },
        ],
      },
      { kind: 'status', text: 'latest: Pulling from library/busybox' },
      { kind: 'status', text: 'Digest: sha256:1' },
    ]);
  });
});

describe('a failure', () => {
  test.each([
    ['manifest for x:1 not found: manifest unknown', 'E_NOT_FOUND', 'Check the name'],
    ['pull access denied for x, repository does not exist or may require login', 'E_NOT_FOUND', 'login'],
    ['Get "https://x/v2/": dial tcp: lookup x: no such host', 'E_ENGINE_REFUSED', 'cannot reach'],
    ['Get "https://x/v2/": net/http: TLS handshake timeout', 'E_ENGINE_REFUSED', 'cannot reach'],
    ['unauthorized: authentication required', 'E_ENGINE_REFUSED', 'docker login'],
    ['http: server gave HTTP response to HTTPS client', 'E_ENGINE_REFUSED', 'plain HTTP'],
    ['no matching manifest for linux/s390x in the manifest list entries', 'E_NOT_FOUND', 'platform'],
  ])('%s keeps its words and gets a next step', (message, code, hint) => {
    expect(explainRegistry(new SlipwayError('E_ENGINE_REFUSED', message))).toMatchObject({
      code,
      message,
      hint: expect.stringContaining(hint),
    });
  });

  test('that is not the registry’s stays as it is', () => {
    const tls = new SlipwayError('E_TLS', 'certificate');
    const own = new SlipwayError('E_NOT_FOUND', 'An image does not exist locally with the tag: x');
    expect(explainRegistry(tls)).toBe(tls);
    expect(explainRegistry(own)).toBe(own);
  });
});
