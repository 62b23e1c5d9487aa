// A machine's own certificate authority: it may sign for this computer's loopback and for nothing else.

import type { webcrypto } from 'node:crypto';
import { authorityName, AUTHORITY_LIFETIME_MS, BACKDATED_MS } from './names.ts';
import { importPrivateKey, KEY_ALGORITHM, makeKeys, x509 } from './x509.ts';

export interface Authority {
  certificate: x509.X509Certificate;
  privateKey: webcrypto.CryptoKey;
}

/** Makes a CA: P-256, 3 years, no CA below it, constrained to 127.0.0.1, ::1 and localhost (RFC 5280, 4.2.1.10). */
export async function makeAuthority(machine: string, now: Date): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [authorityName(machine)] }],
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_LIFETIME_MS),
    signingAlgorithm: KEY_ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension('2.5.29.30', true, loopbackConstraints()),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, privateKey: keys.privateKey };
}

/** The authority kept in two PEM files. @throws if either is no such thing */
export async function readAuthority(certificate: string, privateKey: string): Promise<Authority> {
  return {
    certificate: new x509.X509Certificate(certificate),
    privateKey: await importPrivateKey(privateKey),
  };
}

/** NameConstraints in DER; the package has no class for them. An address is followed by its mask. */
function loopbackConstraints(): Buffer {
  const DNS_NAME = 0x82;
  const IP_ADDRESS = 0x87;
  const SEQUENCE = 0x30;
  const PERMITTED_SUBTREES = 0xa0;
  const subtrees = [
    der(IP_ADDRESS, Buffer.from([127, 0, 0, 1, 255, 255, 255, 255])),
    der(IP_ADDRESS, Buffer.concat([Buffer.alloc(15), Buffer.from([1]), Buffer.alloc(16, 255)])),
    der(DNS_NAME, Buffer.from('localhost')),
  ].map((name) => der(SEQUENCE, name));
  return der(SEQUENCE, der(PERMITTED_SUBTREES, Buffer.concat(subtrees)));
}

/** Tag, length, value, for values shorter than 128 bytes. */
function der(tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, value.length]), value]);
}
