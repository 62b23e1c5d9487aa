// A lock that the kernel frees when its holder dies, however it dies. Node has no flock(2), so each platform lends another one.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { errnoOf, explainFileError, PRIVATE_FILE } from './files.ts';

export interface Lock {
  release(): Promise<void>;
}

/** How a path is locked on a platform. */
export type LockMeans =
  /** Linux: a unix socket in the abstract namespace; the name is held as long as the process lives. */
  | { kind: 'abstract-socket'; name: string }
  /** macOS and the BSDs: open(2) takes a flock by its flags. */
  | { kind: 'exclusive-open'; path: string; flags: number };

/** fcntl.h of macOS: O_RDWR, O_CREAT, O_NONBLOCK (fail instead of wait), O_EXLOCK. */
const DARWIN = { readWrite: 0x2, create: 0x200, nonBlock: 0x4, exclusiveLock: 0x20 } as const;

/**
 * Which lock stands for a path. Another user of this computer could hold the socket's name and so keep us from starting
 * (not from being right); the user's id in it keeps that from happening by accident.
 */
export function lockMeans(path: string, platform: NodeJS.Platform, uid: number): LockMeans {
  if (platform === 'linux') {
    const digest = createHash('sha256').update(path).digest('hex').slice(0, 32);
    return { kind: 'abstract-socket', name: `\0slipway-${uid}-${digest}` };
  }
  const flags = DARWIN.readWrite | DARWIN.create | DARWIN.nonBlock | DARWIN.exclusiveLock;
  return { kind: 'exclusive-open', path, flags };
}

/**
 * Takes the lock that a path stands for, or tells that another process (or this one) holds it.
 * @param path its folder must exist
 */
export async function acquireLock(path: string): Promise<Lock | undefined> {
  const means = lockMeans(path, process.platform, process.getuid?.() ?? 0);
  return means.kind === 'abstract-socket' ? holdSocket(means.name) : holdFile(means);
}

function holdSocket(name: string): Promise<Lock | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.unref();
    server.once('error', (cause) => {
      if (errnoOf(cause) === 'EADDRINUSE') resolve(undefined);
      else reject(cause);
    });
    server.listen(name, () =>
      resolve({
        release: () =>
          new Promise((released) => {
            server.close(() => released());
          }),
      }),
    );
  });
}

/** The file stays: removing it would let two holders lock two files of one name. */
async function holdFile(means: { path: string; flags: number }): Promise<Lock | undefined> {
  try {
    const file = await open(means.path, means.flags, PRIVATE_FILE);
    return { release: () => file.close() };
  } catch (cause) {
    // EAGAIN and EWOULDBLOCK are one number on macOS.
    if (errnoOf(cause) === 'EAGAIN') return undefined;
    throw explainFileError(means.path, cause);
  }
}
