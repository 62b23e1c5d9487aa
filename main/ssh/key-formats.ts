// Ed25519 keys as OpenSSH and dropbear keep them. Ours, because ssh2's generator makes one broken key in 230
// (mscdex/ssh2#1390) and nothing on npm writes dropbear's format.

import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

const TYPE = 'ssh-ed25519';
const MAGIC = 'openssh-key-v1\0';
const HALF = 32;
/** PKCS #8 (RFC 8410): what stands before the seed. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface Ed25519Pair {
  /** The 32 bytes the private key follows from. */
  seed: Buffer;
  /** 32 bytes. */
  publicKey: Buffer;
}

export function makeEd25519Pair(): Ed25519Pair {
  // Not generateKeyPairSync: when the garbage collector comes by while a key of its making is exported as JWK, Node 20
  // waits for ever, for a lock that it holds itself (seen in KeyGenJob's destructor under ExportJWKEdKey).
  const seed = randomBytes(HALF);
  const pkcs8 = Buffer.concat([PKCS8_HEAD, seed]);
  const spki = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  return { seed, publicKey: spki.export({ format: 'der', type: 'spki' }).subarray(-HALF) };
}

/** The public key as it travels (RFC 8709): what a server shows and a client pins. */
export function publicKeyBlob(publicKey: Buffer): Buffer {
  return Buffer.concat([field(TYPE), field(publicKey)]);
}

/** A line of authorized_keys or of a .pub file, without a line break. */
export function publicKeyLine(publicKey: Buffer, comment: string): string {
  return `${TYPE} ${publicKeyBlob(publicKey).toString('base64')} ${comment}`;
}

/** A private key without a passphrase as ssh-keygen writes it (OpenSSH's PROTOCOL.key). */
export function opensshPrivateKey({ seed, publicKey }: Ed25519Pair, comment: string): string {
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    field(TYPE),
    field(publicKey),
    field(Buffer.concat([seed, publicKey])),
    field(comment),
  ]);
  const padding = Buffer.from(Array.from({ length: -secret.length & 7 }, (_, index) => index + 1));
  const whole = Buffer.concat([
    Buffer.from(MAGIC),
    field('none'),
    field('none'),
    field(''),
    Buffer.from([0, 0, 0, 1]),
    field(publicKeyBlob(publicKey)),
    field(Buffer.concat([secret, padding])),
  ]);
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}

/** The pair in an OpenSSH private key without a passphrase; undefined for anything else. */
export function parseOpensshPrivateKey(text: string): Ed25519Pair | undefined {
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*)-----END OPENSSH PRIVATE KEY-----\s*$/.exec(
    text,
  );
  const whole = Buffer.from(body?.[1] ?? '', 'base64');
  if (whole.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return undefined;
  const [cipher, , , rest] = fields(whole.subarray(MAGIC.length), 3);
  if (cipher?.toString() !== 'none' || rest === undefined) return undefined;
  const [, secret] = fields(rest.subarray(4), 2);
  const [type, publicKey, both] = fields(secret?.subarray(8) ?? Buffer.alloc(0), 3);
  return pairOf(type, both, publicKey);
}

/** A host key as dropbear keeps it (its buf_put_ed25519_priv_key): the type, then 64 bytes, seed and public key. */
export function dropbearPrivateKey({ seed, publicKey }: Ed25519Pair): Buffer {
  return Buffer.concat([field(TYPE), field(Buffer.concat([seed, publicKey]))]);
}

/** The pair in a dropbear key file; undefined for anything else. */
export function parseDropbearPrivateKey(bytes: Buffer): Ed25519Pair | undefined {
  const [type, both, rest] = fields(bytes, 2);
  return rest?.length === 0 ? pairOf(type, both) : undefined;
}

function pairOf(type?: Buffer, both?: Buffer, publicKey = both?.subarray(HALF)): Ed25519Pair | undefined {
  if (type?.toString() !== TYPE || both?.length !== 2 * HALF || publicKey === undefined) return undefined;
  if (!both.subarray(HALF).equals(publicKey)) return undefined;
  return { seed: both.subarray(0, HALF), publicKey };
}

/** A string of the SSH protocol: its length in four bytes, then itself (RFC 4251, 5). */
function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The first `count` strings, and what follows them; fewer where the bytes end early. */
function fields(bytes: Buffer, count: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  while (found.length < count) {
    if (bytes.length < at + 4) return found;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return found;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return [...found, bytes.subarray(at)];
}
