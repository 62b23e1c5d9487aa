// Judges a set of certificates by its contents: sound, in need of new leaves, of a new set, or another machine's.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { CertificateFile, CertificateSet } from './files.ts';
import { daysBetween, LEAF_LIFETIME_MS, machineOfAuthority, RENEWAL_MS } from './names.ts';

export type Verdict =
  | { kind: 'sound'; expireAt: Date }
  | {
      kind: 'unsound';
      cause: 'absent' | 'damaged' | 'aged';
      reason: string;
      /** The CA, where it may sign the new leaves. */
      authority?: AuthorityPems;
    }
  | { kind: 'foreign'; file: CertificateFile; machine: string };

export type AuthorityPems = Pick<CertificateSet, 'ca' | 'caKey'>;

interface Problem {
  cause: 'damaged' | 'aged';
  reason: string;
}

/** The names people know the files by. */
const FILE_NAME: Readonly<Record<CertificateFile, string>> = {
  ca: 'ca.pem',
  caKey: 'ca-key.pem',
  server: 'server-cert.pem',
  serverKey: 'server-key.pem',
  client: 'cert.pem',
  clientKey: 'key.pem',
};

/**
 * Says what a machine's files are worth at a time.
 * A file that names another machine is somebody's living credential, perhaps its only copy: that is told, not
 * overwritten. Anything else that is missing, unreadable or does not fit together can be made again.
 */
export function assessCertificates(found: Partial<CertificateSet>, machine: string, now: Date): Verdict {
  if (Object.keys(found).length === 0) {
    return { kind: 'unsound', cause: 'absent', reason: 'there are none' };
  }
  const foreign = findForeign(found, machine);
  if (foreign !== undefined) return foreign;
  const authority = soundAuthority(found, now);
  if ('cause' in authority) return { kind: 'unsound', ...authority };
  const ca = new X509Certificate(authority.ca);
  const problem =
    leafProblem(found, 'server', 'serverKey', ca, now) ?? leafProblem(found, 'client', 'clientKey', ca, now);
  if (problem !== undefined) {
    // Leaves must not outlive their CA.
    const maySign = until(ca) - now.getTime() >= LEAF_LIFETIME_MS;
    return { kind: 'unsound', ...problem, ...(maySign ? { authority } : {}) };
  }
  const ends = [found.ca, found.server, found.client].map((pem) => until(new X509Certificate(pem ?? '')));
  return { kind: 'sound', expireAt: new Date(Math.min(...ends)) };
}

function findForeign(found: Partial<CertificateSet>, machine: string): Verdict | undefined {
  for (const file of ['ca', 'client', 'server'] as const) {
    const issuer = parse(found[file])?.issuer;
    const owner = issuer === undefined ? undefined : machineOfAuthority(issuer);
    if (owner !== undefined && owner !== machine) return { kind: 'foreign', file, machine: owner };
  }
  return undefined;
}

function soundAuthority(found: Partial<CertificateSet>, now: Date): AuthorityPems | Problem {
  const certificate = parse(found.ca);
  if (found.ca === undefined || certificate === undefined) return damaged(found.ca, 'ca');
  const keyProblem = keyOf(found, 'ca', 'caKey', certificate);
  if (found.caKey === undefined || keyProblem !== undefined) return keyProblem ?? damaged(undefined, 'caKey');
  if (!certificate.ca || !certificate.verify(certificate.publicKey)) {
    return { cause: 'damaged', reason: 'ca.pem is not a CA' };
  }
  return ageProblem('ca', certificate, now) ?? { ca: found.ca, caKey: found.caKey };
}

function leafProblem(
  found: Partial<CertificateSet>,
  file: 'server' | 'client',
  keyFile: 'serverKey' | 'clientKey',
  ca: X509Certificate,
  now: Date,
): Problem | undefined {
  const leaf = parse(found[file]);
  if (leaf === undefined) return damaged(found[file], file);
  if (!leaf.checkIssued(ca) || !leaf.verify(ca.publicKey)) {
    return { cause: 'damaged', reason: `${FILE_NAME[file]} was not signed by ca.pem` };
  }
  return keyOf(found, file, keyFile, leaf) ?? ageProblem(file, leaf, now);
}

function keyOf(
  found: Partial<CertificateSet>,
  file: CertificateFile,
  keyFile: CertificateFile,
  certificate: X509Certificate,
): Problem | undefined {
  const pem = found[keyFile];
  if (pem === undefined) return damaged(pem, keyFile);
  try {
    if (certificate.checkPrivateKey(createPrivateKey(pem))) return undefined;
  } catch {
    return damaged(pem, keyFile);
  }
  return { cause: 'damaged', reason: `${FILE_NAME[keyFile]} does not belong to ${FILE_NAME[file]}` };
}

function ageProblem(file: CertificateFile, certificate: X509Certificate, now: Date): Problem | undefined {
  const name = FILE_NAME[file];
  const nowMs = now.getTime();
  if (Date.parse(certificate.validFrom) > nowMs) {
    return { cause: 'aged', reason: `${name} is not valid before ${certificate.validFrom}` };
  }
  const leftMs = until(certificate) - nowMs;
  if (leftMs <= 0) return { cause: 'aged', reason: `${name} expired on ${certificate.validTo}` };
  if (leftMs >= RENEWAL_MS) return undefined;
  return { cause: 'aged', reason: `${name} expires in ${daysBetween(nowMs, nowMs + leftMs)} days` };
}

function damaged(pem: string | undefined, file: CertificateFile): Problem {
  const what = pem === undefined ? 'is missing or cannot be read' : 'is damaged';
  return { cause: 'damaged', reason: `${FILE_NAME[file]} ${what}` };
}

function parse(pem: string | undefined): X509Certificate | undefined {
  if (pem === undefined) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function until(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}
