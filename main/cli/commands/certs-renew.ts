// `slipway certs renew`: new certificates, containers go on running.

import { renewMachineCertificates } from '../../app/certificates.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const renewed = await renewMachineCertificates(app, machine);
  if (input.json) return terminal.out(json(renewed));
  terminal.err(
    `machine ${machine} has new certificates until ${renewed.expireAt.slice(0, 10)}; ` +
      (renewed.inUse ? 'the engine uses them' : 'the engine takes them when it starts'),
  );
}
