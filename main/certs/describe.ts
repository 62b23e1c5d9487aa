// Tells a person what a machine's certificates say: `slipway certs show`.

import { X509Certificate } from 'node:crypto';
import { certificateFiles, readCertificates, type CertificatePaths } from './files.ts';
import { daysBetween } from './names.ts';

export type CertificateRole = 'authority' | 'server' | 'client';

export interface CertificateDescription {
  kind: 'certificate';
  role: CertificateRole;
  path: string;
  subject: string;
  issuer: string;
  /** As Node prints them: `IP Address:127.0.0.1`, `DNS:localhost`. */
  subjectAltNames: string[];
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
  /** SHA-256 of the DER, in pairs of hex digits. */
  fingerprint: string;
  /** Whole days; negative once it has expired. */
  daysLeft: number;
}

export interface UnusableCertificate {
  kind: 'unusable';
  role: CertificateRole;
  path: string;
  problem: 'missing' | 'damaged';
}

const ROLES = [
  ['authority', 'ca'],
  ['server', 'server'],
  ['client', 'client'],
] as const;

/** The CA's, the engine's and the docker client's certificate, in this order; what is wrong is told, not thrown. */
export async function describeCertificates(
  paths: CertificatePaths,
  { now = new Date() }: { now?: Date } = {},
): Promise<(CertificateDescription | UnusableCertificate)[]> {
  const found = await readCertificates(paths);
  const files = certificateFiles(paths);
  return ROLES.map(([role, file]) => {
    const pem = found[file];
    if (pem === undefined) return { kind: 'unusable', role, path: files[file], problem: 'missing' };
    try {
      return describe(role, files[file], new X509Certificate(pem), now);
    } catch {
      return { kind: 'unusable', role, path: files[file], problem: 'damaged' };
    }
  });
}

function describe(
  role: CertificateRole,
  path: string,
  certificate: X509Certificate,
  now: Date,
): CertificateDescription {
  const notAfter = new Date(certificate.validTo);
  return {
    kind: 'certificate',
    role,
    path,
    subject: certificate.subject,
    issuer: certificate.issuer,
    subjectAltNames: certificate.subjectAltName?.split(', ') ?? [],
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: notAfter.toISOString(),
    fingerprint: certificate.fingerprint256,
    daysLeft: daysBetween(now.getTime(), notAfter.getTime()),
  };
}
