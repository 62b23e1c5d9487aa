// The certificates: there, sound, and good for a while.

import type { Finding } from '../../../preload/contract/machines.ts';
import { assessCertificates } from '../../certs/assess.ts';
import { certificateFiles, readCertificates } from '../../certs/files.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { ok, problem, warning, type Check } from './finding.ts';

export const checkCertificates: Check = async ({ machine }) => {
  if (machine === undefined) return [];
  const verdict = assessCertificates(await readCertificates(machine.paths), machine.name, new Date());
  const renew = `slipway certs renew --machine ${machine.name}`;
  switch (verdict.kind) {
    case 'sound':
      return [
        ok('certificates', `certificates are good until ${verdict.expireAt.toISOString().slice(0, 10)}`),
      ];
    case 'foreign':
      return [
        problem(
          'certificates',
          `the certificates belong to machine ${verdict.machine}`,
          `${certificateFiles(machine.paths)[verdict.file]} was made for another machine.`,
          `Put the files back where they belong, or make new ones: ${renew}`,
        ),
      ];
    case 'unsound':
      return [unsound(verdict.cause, verdict.reason, renew)];
    default:
      return assertNever(verdict);
  }
};

function unsound(cause: 'absent' | 'damaged' | 'aged', reason: string, renew: string): Finding {
  if (cause === 'absent') return ok('certificates', 'no certificates yet; the first start makes them');
  const title = cause === 'aged' ? 'the certificates want renewing' : 'the certificates are damaged';
  return warning('certificates', title, reason, `The next start does it; at once: ${renew}`);
}
