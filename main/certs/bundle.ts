// Keeps a machine's certificates usable: makes them, renews them in time, repairs them, and never mixes two sets.

import { basename } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { assertNever } from '../lib/assert-never.ts';
import { assessCertificates, type Verdict } from './assess.ts';
import { certificateFiles, finishSwap, readCertificates, swapCertificates } from './files.ts';
import type { CertificatePaths, CertificateSet } from './files.ts';
import { repairModes } from './modes.ts';

export interface CertificateReport {
  /** `made` where there were none, `renewed` by age, `repaired` after something was lost or damaged. */
  state: 'kept' | 'made' | 'renewed' | 'repaired';
  /** Why they are not the ones of before. */
  reason?: string;
  /** When the first of the three certificates ends; ISO 8601. */
  expireAt: string;
  /** What was wrong and has been put right: a line each. */
  warnings: string[];
}

/**
 * Sees to it that the machine has a sound set; a second call changes nothing. While the CA is sound it stays, so that
 * an engine with the old leaf and a client with the new one still trust each other.
 * @throws E_CERTS_FOREIGN if a file names another machine; nothing is written then
 */
export async function ensureCertificates(
  paths: CertificatePaths,
  { now = new Date() }: { now?: Date } = {},
): Promise<CertificateReport> {
  const machine = basename(paths.folder);
  await finishSwap(paths);
  const warnings = await repairModes(paths);
  const verdict = assessCertificates(await readCertificates(paths), machine, now);
  switch (verdict.kind) {
    case 'sound':
      return { state: 'kept', expireAt: verdict.expireAt.toISOString(), warnings };
    case 'foreign':
      throw foreignError(paths, machine, verdict);
    case 'unsound':
      return { ...(await makeAgain(paths, verdict, now)), warnings };
    default:
      return assertNever(verdict);
  }
}

const STATE = { absent: 'made', damaged: 'repaired', aged: 'renewed' } as const;

async function makeAgain(paths: CertificatePaths, verdict: Verdict & { kind: 'unsound' }, now: Date) {
  const machine = basename(paths.folder);
  const { issueLeaves, issueSet } = await import('./issue.ts');
  const set =
    verdict.authority === undefined
      ? await issueSet(machine, now)
      : await issueLeaves(verdict.authority, machine, now);
  await swapCertificates(paths, set);
  return { state: STATE[verdict.cause], reason: verdict.reason, expireAt: expiry(set, machine, now) };
}

/**
 * Makes a new CA and new leaves, whatever is there: every copy of the old client key stops working once the engine
 * has the new ones.
 */
export async function renewCertificates(
  paths: CertificatePaths,
  { now = new Date() }: { now?: Date } = {},
): Promise<CertificateReport> {
  const machine = basename(paths.folder);
  await finishSwap(paths);
  const warnings = await repairModes(paths);
  const { issueSet } = await import('./issue.ts');
  const set = await issueSet(machine, now);
  await swapCertificates(paths, set);
  return { state: 'renewed', reason: 'asked for', expireAt: expiry(set, machine, now), warnings };
}

function expiry(set: CertificateSet, machine: string, now: Date): string {
  const verdict = assessCertificates(set, machine, now);
  if (verdict.kind === 'sound') return verdict.expireAt.toISOString();
  throw new SlipwayError('E_TLS', `the new certificates of machine ${machine} are not usable`);
}

function foreignError(paths: CertificatePaths, machine: string, verdict: Verdict & { kind: 'foreign' }) {
  const path = certificateFiles(paths)[verdict.file];
  return new SlipwayError(
    'E_CERTS_FOREIGN',
    `the certificates in ${paths.certs} do not belong to machine ${machine}: ${path} is of machine ${verdict.machine}`,
    {
      hint: `Put the files back where they belong, or make new ones: slipway certs renew --machine ${machine}`,
    },
  );
}
