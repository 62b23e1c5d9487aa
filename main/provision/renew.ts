// Gives a running engine new certificates; its containers go on by live-restore.

import { readFile } from 'node:fs/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { certificateFiles, type CertificatePaths } from '../certs/files.ts';
import { PRIVATE_FILE } from '../lib/files.ts';
import type { SshConnection } from '../ssh/client.ts';

/** Where the guest keeps what the seed brought for the engine. */
const ENGINE_FOLDER = '/run/slipway/engine';

/** All three change in one go, so that no restart in between meets a key without its certificate. */
const SWAP_AND_RESTART =
  'cd "$1" && mv -f ca.pem.next ca.pem && mv -f cert.pem.next cert.pem && mv -f key.pem.next key.pem' +
  ' && exec /usr/sbin/slipway-engine restart';

/**
 * Puts the machine's CA and server certificate into the guest and restarts dockerd alone.
 * @throws E_SSH_FAILED if the guest cannot be reached or written to, E_GUEST_FAILED with its words if the engine does
 *   not restart
 */
export async function installEngineCertificates(
  ssh: Pick<SshConnection, 'run' | 'putFile'>,
  paths: CertificatePaths,
): Promise<void> {
  const files = certificateFiles(paths);
  const sent = { 'ca.pem': files.ca, 'cert.pem': files.server, 'key.pem': files.serverKey };
  for (const [name, path] of Object.entries(sent)) {
    await ssh.putFile(await readFile(path), `${ENGINE_FOLDER}/${name}.next`, PRIVATE_FILE);
  }
  const { code, stdout, stderr } = await ssh.run(['sh', '-c', SWAP_AND_RESTART, 'sh', ENGINE_FOLDER]);
  if (code === 0) return;
  const words = (stderr || stdout).trim().split('\n').slice(-3).join('\n');
  throw new SlipwayError('E_GUEST_FAILED', `the engine did not restart (${code}): ${words}`, {
    hint: 'Restart the machine; it starts with the new certificates: slipway restart',
  });
}
