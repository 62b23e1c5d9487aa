// `slipway certs show`: who the certificates are for, and until when.

import { showCertificates } from '../../app/certificates.ts';
import type { CommandInput } from '../command.ts';
import { json, pairs } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const certificates = await showCertificates(app, machine);
  if (input.json) return terminal.out(json(certificates));
  const blocks = certificates.map((certificate) =>
    certificate.kind === 'unusable'
      ? pairs([
          ['role', certificate.role],
          ['file', certificate.path],
          ['problem', certificate.problem],
        ])
      : pairs([
          ['role', certificate.role],
          ['file', certificate.path],
          ['subject', certificate.subject],
          ['issuer', certificate.issuer],
          ...(certificate.subjectAltNames.length === 0
            ? []
            : ([['valid for', certificate.subjectAltNames.join(', ')]] as const)),
          ['valid until', `${certificate.notAfter.slice(0, 10)} (${certificate.daysLeft} days)`],
          ['sha256', certificate.fingerprint],
        ]),
  );
  terminal.out(blocks.join('\n\n'));
}
