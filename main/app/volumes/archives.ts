// A volume's files as a tar of this computer, and back; no container and no image is needed for it.

import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Transfer } from '../../../preload/contract/lists.ts';
import { errnoOf } from '../../lib/files.ts';
import type { RemoteStreams, SshConnection } from '../../ssh/client.ts';
import { fromHostFile, toHostFile } from '../host-transfer.ts';
import { ENCLOSED, enclosedIn } from './enclosed.ts';

/** By number, since the guest's names for users are not a container's. */
const OWNERS = '--numeric-owner';

/** @param folder the volume's own in the guest @throws as `toHostFile`; E_TOOL_FAILED with tar's words */
export async function* backUpFolder(
  ssh: SshConnection,
  folder: string,
  to: string,
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const words = ['tar', '-c', OWNERS, '-C', ENCLOSED, '-f', '-', '.'];
  const program = await ssh.open(enclosedIn(folder, words));
  program.stdin.end();
  const inspector = { verify: () => expectSuccess(program, 'pack') };
  yield* toHostFile(to, program.stdout, inspector, signal);
}

/**
 * Puts a tar's files, plain or gzipped, among those of the volume; of the same name, the tar's stay.
 * @throws as `fromHostFile`; E_TOOL_FAILED with tar's words
 */
export async function* restoreFolder(
  ssh: SshConnection,
  folder: string,
  from: string,
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const isPacked = await isGzip(from);
  const program = await ssh.open(
    enclosedIn(folder, ['tar', '-x', OWNERS, '--overwrite', '-C', ENCLOSED, '-f', '-']),
  );
  program.stdout.resume();
  const take = async (bytes: Readable, until: AbortSignal) => {
    const stages = isPacked ? [bytes, createGunzip(), program.stdin] : [bytes, program.stdin];
    const sent = pipeline(stages, { signal: until }).catch((cause: unknown) => ({ cause }));
    const unpacked = expectSuccess(program, 'unpack').catch((cause: unknown) => ({ cause }));
    const [sending, unpacking] = await Promise.all([sent, unpacked]);
    // A tar that gives up stops reading: then its own words say more than our broken pipe.
    if (sending !== undefined && !isBrokenPipe(sending.cause)) throw explainSending(from, sending.cause);
    if (unpacking !== undefined) throw unpacking.cause;
  };
  yield* fromHostFile(from, take, signal);
}

async function expectSuccess({ ended }: RemoteStreams, deed: 'pack' | 'unpack'): Promise<void> {
  const { code, stderr } = await ended;
  if (code === 0) return;
  const words = stderr.trim().split('\n').at(-1) ?? '';
  throw new SlipwayError(
    'E_TOOL_FAILED',
    `the guest could not ${deed} the volume's files: ${words === '' ? `tar ended with ${code}` : words}`,
    deed === 'unpack' ? { hint: 'Is it a tar file? Some of its files may be in the volume now.' } : {},
  );
}

function isBrokenPipe(cause: unknown): boolean {
  return ['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE'].includes(errnoOf(cause) ?? '');
}

/** zlib's own codes begin with Z_. */
function explainSending(path: string, cause: unknown): unknown {
  if (errnoOf(cause)?.startsWith('Z_') !== true) return cause;
  return new SlipwayError('E_USAGE', `${path} is damaged: it cannot be decompressed`, { cause });
}

/** By its first two bytes. Source: RFC 1952. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
  } finally {
    await file.close();
  }
}
