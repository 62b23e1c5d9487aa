// Which sets of certificates are kept, which are made again, and which are left alone because they are another's.

import { beforeAll, describe, expect, test } from 'vitest';
import { assessCertificates } from '../../../main/certs/assess.ts';
import { CERTIFICATE_FILES, type CertificateFile, type CertificateSet } from '../../../main/certs/files.ts';
import { issueLeaves, issueSet } from '../../../main/certs/issue.ts';
import { daysBetween, machineOfAuthority } from '../../../main/certs/names.ts';

const now = new Date('2027-01-15T12:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);

let mine: CertificateSet;
let successor: CertificateSet;
let theirs: CertificateSet;

beforeAll(async () => {
  [mine, successor, theirs] = await Promise.all([
    issueSet('default', now),
    issueSet('default', now),
    issueSet('other', now),
  ]);
});

const assess = (found: Partial<CertificateSet>, at = now) => assessCertificates(found, 'default', at);

function without(file: CertificateFile): Partial<CertificateSet> {
  const rest: Partial<CertificateSet> = { ...mine };
  delete rest[file];
  return rest;
}

test('a whole set of this machine is sound until its leaves end', () => {
  expect(assess(mine)).toMatchObject({ kind: 'sound', expireAt: daysLater(397) });
});

test('nothing at all is absent, not damaged', () => {
  expect(assess({})).toMatchObject({ kind: 'unsound', cause: 'absent' });
});

describe('what is missing or damaged is made again', () => {
  test.each(CERTIFICATE_FILES)('%s missing', (file) => {
    const authority =
      file === 'ca' || file === 'caKey' ? {} : { authority: { ca: mine.ca, caKey: mine.caKey } };
    expect(assess(without(file))).toEqual({
      kind: 'unsound',
      cause: 'damaged',
      reason: expect.stringContaining('is missing'),
      ...authority,
    });
  });

  test.each(CERTIFICATE_FILES)('%s empty', (file) => {
    expect(assess({ ...mine, [file]: '' })).toMatchObject({ kind: 'unsound', cause: 'damaged' });
  });

  test.each(CERTIFICATE_FILES)('%s of an earlier set of this machine', (file) => {
    expect(assess({ ...mine, [file]: successor[file] })).toMatchObject({ kind: 'unsound', cause: 'damaged' });
  });

  test.each(['caKey', 'serverKey', 'clientKey'] as const)('%s of another machine', (file) => {
    expect(assess({ ...mine, [file]: theirs[file] })).toMatchObject({ kind: 'unsound', cause: 'damaged' });
  });

  test('a leaf in the place of the CA', () => {
    expect(assess({ ...mine, ca: mine.client, caKey: mine.clientKey })).toEqual({
      kind: 'unsound',
      cause: 'damaged',
      reason: 'ca.pem is not a CA',
    });
  });
});

describe("another machine's certificate is told, not overwritten", () => {
  test.each(['ca', 'server', 'client'] as const)('%s swapped', (file) => {
    expect(assess({ ...mine, [file]: theirs[file] })).toEqual({ kind: 'foreign', file, machine: 'other' });
  });

  test('a whole folder swapped', () => {
    expect(assess(theirs)).toMatchObject({ kind: 'foreign', machine: 'other' });
  });
});

describe('age', () => {
  test('30 days before the end there is no need yet, a minute later there is', () => {
    expect(assess(mine, daysLater(367))).toMatchObject({ kind: 'sound' });
    expect(assess(mine, new Date(daysLater(367).getTime() + 60_000))).toMatchObject({
      cause: 'aged',
      reason: 'server-cert.pem expires in 29 days',
    });
  });

  test('an expired leaf is renewed under the same CA', () => {
    expect(assess(mine, daysLater(400))).toMatchObject({
      cause: 'aged',
      reason: expect.stringContaining('expired on'),
      authority: { ca: mine.ca, caKey: mine.caKey },
    });
  });

  test('a CA that new leaves would outlive is replaced with them', () => {
    expect(assess(mine, daysLater(800))).toEqual({
      kind: 'unsound',
      cause: 'aged',
      reason: expect.stringContaining('expired on'),
    });
  });

  test('a CA in its last month is replaced though its leaves are young', async () => {
    const late = await issueLeaves(mine, 'default', daysLater(1070));
    expect(assess(late, daysLater(1070))).toEqual({
      kind: 'unsound',
      cause: 'aged',
      reason: 'ca.pem expires in 25 days',
    });
  });

  test('a host clock two days slow does not lock the machine out, three days do renew', () => {
    expect(assess(mine, daysLater(-2))).toMatchObject({ kind: 'sound' });
    expect(assess(mine, daysLater(-3))).toMatchObject({
      cause: 'aged',
      reason: expect.stringContaining('is not valid before'),
    });
  });

  test('a day that is not whole yet does not count', () => {
    expect(daysBetween(0, 86_399_999)).toBe(0);
    expect(daysBetween(0, -1)).toBe(-1);
  });
});

test("only Slipway's own CA names a machine", () => {
  expect(machineOfAuthority('CN=Slipway CA of machine dev')).toBe('dev');
  expect(machineOfAuthority('C=DE\nCN=Slipway CA of machine dev')).toBe('dev');
  expect(machineOfAuthority('CN=Some CA')).toBeUndefined();
});
