// The session of a build: a connection by which BuildKit asks back for files and secrets while it builds.
// Source: moby/buildkit, session/.

import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { sendTree, type SendWatcher } from './diff-copy.ts';
import type { FileTree } from './file-tree.ts';
import { GRPC, GrpcFailure, serveGrpc, type GrpcCall, type GrpcMethods } from './grpc.ts';
import { readFields, writeFields } from './protobuf.ts';
import type { EngineRequests } from './requests.ts';

export interface SessionOffer {
  /** By the names the Dockerfile's frontend has for them: `context`, `dockerfile`. */
  trees: Readonly<Record<string, FileTree>>;
  /** Told how the tree goes that is called `context`. */
  watcher: SendWatcher;
  /** Told why a tree could not be sent: the engine's own words for that hide the cause. */
  onFailure(thrown: unknown): void;
  /** @returns undefined for a secret that was not given */
  secret(id: string): Promise<Buffer | undefined>;
  /** Builds that name the same key send only what has changed since the last of them. */
  sharedKey: string;
}

export interface BuildSession {
  id: string;
  close(): void;
}

/** @throws E_ENGINE_UNREACHABLE, E_ENGINE_REFUSED, E_TLS */
export async function openBuildSession(
  requests: EngineRequests,
  offer: SessionOffer,
  signal: AbortSignal,
): Promise<BuildSession> {
  const id = randomBytes(13).toString('hex');
  const methods = methodsOf(offer);
  const connection: Duplex = await requests.upgrade(
    '/session',
    {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'slipway',
      'X-Docker-Expose-Session-Sharedkey': offer.sharedKey,
      'X-Docker-Expose-Session-Grpc-Method': Object.keys(methods),
    },
    signal,
  );
  const server = serveGrpc(connection, methods);
  return { id, close: () => server.close() };
}

function methodsOf(offer: SessionOffer): GrpcMethods {
  return {
    '/grpc.health.v1.Health/Check': async (call) => {
      await once(call);
      // SERVING.
      await call.send(writeFields([[1, 1]]));
    },
    '/moby.filesync.v1.FileSync/DiffCopy': async (call) => {
      const [name = ''] = call.metadata('dir-name');
      const tree = Object.hasOwn(offer.trees, name) ? offer.trees[name] : undefined;
      if (tree === undefined) throw new GrpcFailure(GRPC.notFound, `no files called ${name}`);
      try {
        await sendTree(call, tree, name === 'context' ? offer.watcher : {});
      } catch (thrown) {
        if (!call.signal.aborted) offer.onFailure(thrown);
        throw thrown;
      }
    },
    '/moby.buildkit.secrets.v1.Secrets/GetSecret': async (call) => {
      const question = readFields(await once(call));
      const id = question.find(({ number }) => number === 1)?.bytes.toString('utf8') ?? '';
      const secret = await offer.secret(id);
      if (secret === undefined) throw new GrpcFailure(GRPC.notFound, `secret ${id} not found`);
      await call.send(writeFields([[1, secret]]));
    },
  };
}

/** The one message of a question. */
async function once(call: GrpcCall): Promise<Buffer> {
  for await (const message of call.messages) return message;
  return Buffer.alloc(0);
}
