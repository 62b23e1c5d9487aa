// Sends a tree of files to BuildKit: first what there is, then the bytes of those files that it has not got already.
// Source: github.com/tonistiigi/fsutil, send.go and types/wire.proto.

import { wantedEntries, type FileTree, type TreeEntry, type Wanted } from './file-tree.ts';
import { linksIn } from './follow-links.ts';
import type { GrpcCall } from './grpc.ts';
import { fieldHead, readFields, writeFields } from './protobuf.ts';

const PACKET = { stat: 0, request: 1, data: 2, end: 3, error: 4 } as const;
/** Go's os.FileMode has its own bits for all but permissions. */
const GO_MODE = {
  folder: 2 ** 31,
  link: 2 ** 27,
  setuid: 2 ** 23,
  setgid: 2 ** 22,
  sticky: 2 ** 20,
} as const;
/** So many files are read at once. */
const READERS = 4;

export interface SendWatcher {
  /** An entry that the engine was told of. */
  told?(entry: TreeEntry): void;
  /** Bytes of a file as they go. */
  sent?(entry: TreeEntry, bytes: Buffer): void;
  /** All of a file went. */
  wentWhole?(entry: TreeEntry): void;
}

/**
 * Serves one `DiffCopy` call to its end.
 * @throws as the tree does, once the engine was told so
 */
export async function sendTree(call: GrpcCall, tree: FileTree, watcher: SendWatcher): Promise<void> {
  const files = new Map<number, TreeEntry>();
  const queue = createQueue();
  const wanted = await wantedOf(call, tree);
  const announcing = announce(call, tree, wanted, files, watcher);
  const readers = Array.from({ length: READERS }, () => sendFiles(call, tree, queue, watcher));
  const listening = listen(call, files, queue);
  try {
    await Promise.all([announcing, listening, ...readers]);
  } catch (thrown) {
    queue.end();
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    await call.send(packet(PACKET.error, [[4, words]])).catch(() => {});
    throw thrown;
  }
}

async function wantedOf(call: GrpcCall, tree: FileTree): Promise<Wanted> {
  const followed = call.metadata('followpaths');
  const include = [...call.metadata('include-patterns'), ...(await linksIn(tree, followed))];
  return { include, exclude: call.metadata('exclude-patterns') };
}

async function announce(
  call: GrpcCall,
  tree: FileTree,
  wanted: Wanted,
  files: Map<number, TreeEntry>,
  watcher: SendWatcher,
): Promise<void> {
  let number = 0;
  for await (const entry of wantedEntries(tree, wanted, call.signal)) {
    // Noted before it is told: the engine may ask at once.
    if (entry.kind === 'file') files.set(number, entry);
    number += 1;
    watcher.told?.(entry);
    await call.send(packet(PACKET.stat, [[2, statOf(entry)]]));
  }
  await call.send(packet(PACKET.stat, []));
}

/** `fsutil.types.Stat`. All belongs to root, as with the docker client: ids of this computer mean nothing in an image. */
function statOf({ path, kind, mode, sizeBytes, mtimeMs, target = '' }: TreeEntry): Buffer {
  return writeFields([
    [1, path],
    [2, goMode(kind, mode)],
    [5, kind === 'file' ? sizeBytes : 0],
    // Nanoseconds are more than a double holds; microseconds are what is left of them anyway.
    [6, Math.max(0, Math.round(mtimeMs * 1000)) * 1000],
    [7, target],
  ]);
}

function goMode(kind: TreeEntry['kind'], mode: number): number {
  const type = kind === 'folder' ? GO_MODE.folder : kind === 'link' ? GO_MODE.link : 0;
  const special =
    (mode & 0o4000 ? GO_MODE.setuid : 0) +
    (mode & 0o2000 ? GO_MODE.setgid : 0) +
    (mode & 0o1000 ? GO_MODE.sticky : 0);
  return type + special + (kind === 'link' ? 0o777 : mode & 0o777);
}

async function listen(call: GrpcCall, files: Map<number, TreeEntry>, queue: Queue): Promise<void> {
  try {
    for await (const message of call.messages) {
      const fields = readFields(message);
      const numberOf = (field: number) => fields.findLast(({ number }) => number === field)?.value ?? 0;
      const type = numberOf(1);
      if (type === PACKET.request) {
        const entry = files.get(numberOf(3));
        if (entry === undefined) throw new Error('the engine asked for a file that it was not told of');
        files.delete(numberOf(3));
        queue.put({ number: numberOf(3), entry });
      } else if (type === PACKET.error) {
        const said = fields.findLast(({ number }) => number === 4)?.bytes.toString('utf8');
        throw new Error(said ?? 'the engine could not take the files');
      } else if (type === PACKET.end) return await call.send(packet(PACKET.end, []));
    }
  } finally {
    queue.end();
  }
}

async function sendFiles(call: GrpcCall, tree: FileTree, queue: Queue, watcher: SendWatcher): Promise<void> {
  for (let file = await queue.take(); file !== undefined; file = await queue.take()) {
    const { number, entry } = file;
    for await (const bytes of tree.read(entry, call.signal)) {
      watcher.sent?.(entry, bytes);
      const head = packet(PACKET.data, [[3, number]]);
      await call.sendAway(Buffer.concat([head, fieldHead(4, bytes.length)]), bytes);
    }
    watcher.wentWhole?.(entry);
    await call.send(packet(PACKET.data, [[3, number]]));
  }
}

function packet(type: number, fields: Parameters<typeof writeFields>[0]): Buffer {
  return writeFields([[1, type], ...fields]);
}

interface Request {
  number: number;
  entry: TreeEntry;
}

interface Queue {
  put(request: Request): void;
  /** The next, as soon as there is one; undefined once the queue has ended. */
  take(): Promise<Request | undefined>;
  end(): void;
}

function createQueue(): Queue {
  const waiting: Request[] = [];
  const takers: ((request: Request | undefined) => void)[] = [];
  let at = 0;
  let ended = false;
  return {
    put: (request) => {
      const taker = takers.shift();
      if (taker === undefined) waiting.push(request);
      else taker(request);
    },
    take: async () => {
      const next = waiting[at];
      if (next !== undefined) {
        at += 1;
        return next;
      }
      if (ended) return undefined;
      return new Promise((resolve) => {
        takers.push(resolve);
      });
    },
    end: () => {
      ended = true;
      for (const taker of takers.splice(0)) taker(undefined);
    },
  };
}
