// Answers the questions that BuildKit asks back during a build: gRPC's framing on Node's own HTTP/2, at the server's end.
// Source: grpc/grpc, doc/PROTOCOL-HTTP2.md. The library takes 130 ms to load, which is a cached build's whole time.

import { once } from 'node:events';
import {
  constants,
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Duplex } from 'node:stream';

/** Longer questions BuildKit has none of. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Numbers of google.rpc.Code. */
export const GRPC = { ok: 0, cancelled: 1, unknown: 2, notFound: 5, unimplemented: 12 } as const;

export class GrpcFailure extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface GrpcCall {
  /** The asker's metadata; each value of a name. */
  metadata(name: string): string[];
  readonly messages: AsyncIterable<Buffer>;
  /** Settles once there is room for more. */
  send(message: Uint8Array): Promise<void>;
  /** One message of two pieces; settles once they have gone and their memory may be used again. */
  sendAway(head: Uint8Array, rest: Uint8Array): Promise<void>;
  /** Fires when the asker has left. */
  readonly signal: AbortSignal;
}

/** By path: `/moby.filesync.v1.FileSync/DiffCopy`. */
export type GrpcMethods = Readonly<Record<string, (call: GrpcCall) => Promise<void>>>;

export interface GrpcServer {
  close(): void;
}

/** Serves the peer at the other end of a connection until it closes. */
export function serveGrpc(connection: Duplex, methods: GrpcMethods): GrpcServer {
  const session = performServerHandshake(connection, {
    settings: { initialWindowSize: 1024 * 1024, maxConcurrentStreams: 1000 },
  });
  session.on('error', () => {});
  // Node tells of the raw headers as well; its types do not.
  const take = (
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    _flags: number,
    rawHeaders: string[],
  ) => {
    stream.on('error', () => {});
    const path = String(headers[constants.HTTP2_HEADER_PATH] ?? '');
    const method = methods[path];
    void answer(stream, rawHeaders, async (call) => {
      if (method === undefined) throw new GrpcFailure(GRPC.unimplemented, `no method ${path}`);
      await method(call);
    });
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as said
  session.addListener('stream', take as (...told: unknown[]) => void);
  return {
    close: () => {
      session.destroy();
      connection.destroy();
    },
  };
}

async function answer(
  stream: ServerHttp2Stream,
  rawHeaders: readonly string[],
  act: (call: GrpcCall) => Promise<void>,
): Promise<void> {
  const leaving = new AbortController();
  stream.once('close', () => leaving.abort());
  let trailers: Record<string, string> = { 'grpc-status': String(GRPC.ok) };
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers(trailers));
  try {
    await act({
      metadata: (name) => metadataOf(rawHeaders, name),
      messages: messagesOf(stream),
      send: (message) => send(stream, message, leaving.signal),
      sendAway: (head, rest) => sendAway(stream, head, rest, leaving.signal),
      signal: leaving.signal,
    });
  } catch (thrown) {
    const status = thrown instanceof GrpcFailure ? thrown.status : GRPC.unknown;
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    trailers = { 'grpc-status': String(status), 'grpc-message': encodeURIComponent(words) };
  }
  if (!stream.destroyed) stream.end();
}

/** Of the raw headers: what is sent several times under one name Node would join with commas, which paths may hold. */
function metadataOf(rawHeaders: readonly string[], name: string): string[] {
  const valuesOf = (wanted: string) =>
    rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1] === wanted);
  const values = valuesOf(name);
  if (valuesOf(`${name}-encoded`)[0] !== '1') return values;
  return values.map((value) => decodeURIComponent(value.replaceAll('+', ' ')));
}

async function* messagesOf(stream: ServerHttp2Stream): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  // Whoever has read enough still has to answer: the stream must outlive the loop.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream without an encoding gives buffers
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1);
      if (length > MAX_MESSAGE_BYTES) throw new GrpcFailure(GRPC.unknown, 'the message is too long');
      if (rest.length < 5 + length) break;
      yield rest.subarray(5, 5 + length);
      rest = rest.subarray(5 + length);
    }
  }
}

async function send(stream: ServerHttp2Stream, message: Uint8Array, signal: AbortSignal): Promise<void> {
  if (stream.destroyed) throw new GrpcFailure(GRPC.cancelled, 'the asker left');
  stream.cork();
  stream.write(frameHead(message.length));
  const hasRoom = stream.write(message);
  stream.uncork();
  if (!hasRoom) await once(stream, 'drain', { signal });
}

function sendAway(
  stream: ServerHttp2Stream,
  head: Uint8Array,
  rest: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new GrpcFailure(GRPC.cancelled, 'the asker left'));
    if (stream.destroyed) return leave();
    // Node tells of what was written only as long as the stream is there.
    signal.addEventListener('abort', leave, { once: true });
    stream.write(Buffer.concat([frameHead(head.length + rest.length), head]));
    stream.write(rest, (error) => {
      signal.removeEventListener('abort', leave);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Not compressed, and so many bytes. */
function frameHead(length: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(length, 1);
  return head;
}
