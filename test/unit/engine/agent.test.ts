// In Electron, which cannot read our CA's constraints, no other certificate passes for the engine's than elsewhere.

import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { issueSet } from '../../../main/certs/issue.ts';
import type { CertificateSet } from '../../../main/certs/files.ts';
import { problemOf } from '../../../main/engine/agent.ts';

const now = new Date('2027-01-15T12:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);

let mine: CertificateSet;
let theirs: CertificateSet;
beforeAll(async () => {
  [mine, theirs] = await Promise.all([issueSet('default', now), issueSet('default', now)]);
});

const problem = (shown: string, ca: string, at = now) =>
  problemOf(new X509Certificate(shown), new X509Certificate(ca), at);

it('the engine’s own certificate is accepted', () => {
  expect(problem(mine.server, mine.ca)).toBeUndefined();
});

it('one of another CA is not, though it has the same name', () => {
  expect(problem(theirs.server, mine.ca)).toMatch(/SIGNATURE/);
});

it('our client’s certificate cannot play the server', () => {
  expect(problem(mine.client, mine.ca)).toBe('INVALID_PURPOSE');
});

it('the CA’s certificate cannot play the server', () => {
  expect(problem(mine.ca, mine.ca)).toBe('INVALID_PURPOSE');
});

it('one that is over, or not yet in time, is not', () => {
  expect(problem(mine.server, mine.ca, daysLater(400))).toBe('CERT_HAS_EXPIRED');
  expect(problem(mine.server, mine.ca, daysLater(-10))).toBe('CERT_NOT_YET_VALID');
});

it('a certificate that signs nothing is no CA', () => {
  expect(problem(mine.server, mine.server)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
});
