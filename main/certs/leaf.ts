// The two certificates a CA signs: the engine's, good only as a server, and the docker client's, good only as a client.

import type { Authority } from './authority.ts';
import { BACKDATED_MS, leafName, LEAF_LIFETIME_MS } from './names.ts';
import { certificatePem, KEY_ALGORITHM, makeKeys, privateKeyPem, x509 } from './x509.ts';

export interface Leaf {
  /** PEM. */
  certificate: string;
  /** PKCS#8 PEM. */
  privateKey: string;
}

/** The engine's certificate, valid for 127.0.0.1, ::1 and localhost. */
export async function issueServer(authority: Authority, machine: string, now: Date): Promise<Leaf> {
  return issue(authority, leafName('server', machine), now, [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], true),
    new x509.SubjectAlternativeNameExtension([
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
      { type: 'dns', value: 'localhost' },
    ]),
  ]);
}

/** The docker client's certificate; it names no host. */
export async function issueClient(authority: Authority, machine: string, now: Date): Promise<Leaf> {
  return issue(authority, leafName('client', machine), now, [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true),
  ]);
}

async function issue(authority: Authority, name: string, now: Date, extensions: x509.Extension[]) {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [name] }],
    issuer: authority.certificate.subjectName,
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + LEAF_LIFETIME_MS),
    signingAlgorithm: KEY_ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  return {
    certificate: certificatePem(certificate),
    privateKey: await privateKeyPem(keys.privateKey),
  };
}
