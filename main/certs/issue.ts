// Makes whole sets. Kept apart because loading the X.509 package takes longer than reading a sound set does.

import { makeAuthority, readAuthority, type Authority } from './authority.ts';
import type { AuthorityPems } from './assess.ts';
import type { CertificateSet } from './files.ts';
import { issueClient, issueServer } from './leaf.ts';
import { certificatePem, privateKeyPem } from './x509.ts';

/** A new CA and its two leaves: whatever the old CA signed is worth nothing any more. */
export async function issueSet(machine: string, now: Date): Promise<CertificateSet> {
  const authority = await makeAuthority(machine, now);
  return withLeaves(authority, machine, now);
}

/** New leaves of the CA that is there. */
export async function issueLeaves(
  { ca, caKey }: AuthorityPems,
  machine: string,
  now: Date,
): Promise<CertificateSet> {
  return withLeaves(await readAuthority(ca, caKey), machine, now);
}

async function withLeaves(authority: Authority, machine: string, now: Date): Promise<CertificateSet> {
  const server = await issueServer(authority, machine, now);
  const client = await issueClient(authority, machine, now);
  return {
    ca: certificatePem(authority.certificate),
    caKey: await privateKeyPem(authority.privateKey),
    server: server.certificate,
    serverKey: server.privateKey,
    client: client.certificate,
    clientKey: client.privateKey,
  };
}
