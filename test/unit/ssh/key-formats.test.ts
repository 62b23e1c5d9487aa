// Keys come out of each format as they went in, and nothing else is taken for a key.

import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  dropbearPrivateKey,
  makeEd25519Pair,
  opensshPrivateKey,
  parseDropbearPrivateKey,
  parseOpensshPrivateKey,
  publicKeyLine,
} from '../../../main/ssh/key-formats.ts';

/** RFC 8032, 7.1, test 1. */
const KNOWN = {
  seed: Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  publicKey: Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'),
};

test('a thousand new pairs sign, verify and survive both formats', () => {
  for (let count = 0; count < 1000; count += 1) {
    const pair = makeEd25519Pair();
    expect([pair.seed.length, pair.publicKey.length]).toEqual([32, 32]);
    expect(parseOpensshPrivateKey(opensshPrivateKey(pair, 'comment'))).toEqual(pair);
    expect(parseDropbearPrivateKey(dropbearPrivateKey(pair))).toEqual(pair);
  }
});

test('the public half belongs to the private one', () => {
  const { seed, publicKey } = makeEd25519Pair();
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  const key = createPrivateKey({ format: 'jwk', key: { ...jwk, d: seed.toString('base64url') } });
  const signature = sign(null, Buffer.from('text'), key);
  const publicHalf = createPublicKey({ format: 'jwk', key: jwk });
  expect(verify(null, Buffer.from('text'), publicHalf, signature)).toBe(true);
});

test('a line of authorized_keys is as ssh-keygen writes it', () => {
  expect(publicKeyLine(KNOWN.publicKey, 'me@home')).toBe(
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me@home',
  );
});

test("dropbear's form is the type, then 64 bytes of seed and public key", () => {
  expect(dropbearPrivateKey(KNOWN).toString('hex')).toBe(
    `0000000b${Buffer.from('ssh-ed25519').toString('hex')}00000040` +
      KNOWN.seed.toString('hex') +
      KNOWN.publicKey.toString('hex'),
  );
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('a comment of %i characters is padded to whole blocks', (length) => {
  const text = opensshPrivateKey(KNOWN, 'c'.repeat(length));
  expect(parseOpensshPrivateKey(text)).toEqual(KNOWN);
  expect(text.split('\n').every((line) => line.length <= 70)).toBe(true);
});

test('what was cut short is no key, wherever it was cut', () => {
  const openssh = opensshPrivateKey(KNOWN, '');
  for (let end = 0; end < openssh.trimEnd().length; end += 1) {
    expect(parseOpensshPrivateKey(openssh.slice(0, end))).toBeUndefined();
  }
  const dropbear = dropbearPrivateKey(KNOWN);
  for (let end = 0; end < dropbear.length; end += 1) {
    expect(parseDropbearPrivateKey(dropbear.subarray(0, end))).toBeUndefined();
  }
});

test('neither form is taken for the other, nor a key with something behind it', () => {
  expect(parseDropbearPrivateKey(Buffer.from(opensshPrivateKey(KNOWN, '')))).toBeUndefined();
  expect(parseOpensshPrivateKey(dropbearPrivateKey(KNOWN).toString('latin1'))).toBeUndefined();
  expect(
    parseDropbearPrivateKey(Buffer.concat([dropbearPrivateKey(KNOWN), Buffer.from('x')])),
  ).toBeUndefined();
});
