// Builds that have ended, kept with the machine: one file each, of JSON lines: the row, what it was asked for, its log.

import { createHash } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  BuildId,
  BuildLogPiece,
  BuildOutcome,
  BuildRequest,
  BuildRow,
  BuildStep,
  BuildWarning,
} from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { BuildInputs } from '../../engine/builds/inputs.ts';
import { makePrivateFolder, writeFileAtomic } from '../../lib/files.ts';

/** Enough for some weeks of work. */
const KEPT_BUILDS = 200;
const KEPT_NAMES = 100;
/** Of a log; its end says why a build failed. */
const KEPT_CHARACTERS = 2 * 1024 * 1024;
/** The row is the first line; it holds names and perhaps an error. */
const ROW_BYTES = 64 * 1024;

const Details = z.object({
  request: BuildRequest,
  steps: z.array(BuildStep),
  warnings: z.array(BuildWarning),
  outcome: BuildOutcome,
});

export interface KeptBuild extends z.output<typeof Details> {
  row: BuildRow;
  pieces: BuildLogPiece[];
}

export interface History {
  /** The newest first; what cannot be read is left out. */
  rows(): Promise<BuildRow[]>;
  /** @throws E_NOT_FOUND */
  read(id: BuildId): Promise<KeptBuild>;
  /** The oldest goes where there are too many. @throws E_DISK_FULL, E_NO_PERMISSION */
  keep(build: KeptBuild): Promise<void>;
  forget(ids: readonly BuildId[]): Promise<void>;
  /** What the last build of a name was made of. */
  inputsOf(name: string): Promise<BuildInputs | undefined>;
  keepInputs(name: string, inputs: BuildInputs): Promise<void>;
}

/** @param folder made when something is kept */
export function openHistory(folder: string, keptBuilds = KEPT_BUILDS): History {
  const fileOf = (id: string) => join(folder, `${id}.jsonl`);
  const inputsFile = (name: string) =>
    join(folder, `inputs-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.json`);
  return {
    async rows() {
      const rows = await Promise.all((await idsIn(folder)).map((id) => readRow(fileOf(id))));
      return rows.filter((row) => row !== undefined);
    },
    async read(id) {
      const text = await readFile(fileOf(id), 'utf8').catch((cause: unknown) => {
        throw new SlipwayError('E_NOT_FOUND', `no build ${id} is kept`, {
          hint: 'slipway build ls shows those there are.',
          cause,
        });
      });
      const [row = '', details = '', ...pieces] = text.trimEnd().split('\n');
      return {
        row: BuildRow.parse(JSON.parse(row)),
        ...Details.parse(JSON.parse(details)),
        pieces: pieces.flatMap((line) => z.array(BuildLogPiece).parse(JSON.parse(line))),
      };
    },
    async keep({ row, pieces, ...details }) {
      await makePrivateFolder(folder);
      const lines = [row, details, ...logLines(pieces)].map((line) => `${JSON.stringify(line)}\n`);
      await writeFileAtomic(fileOf(row.id), lines.join(''));
      for (const old of (await idsIn(folder)).slice(keptBuilds)) await rm(fileOf(old), { force: true });
    },
    async forget(ids) {
      for (const id of ids) await rm(fileOf(id), { force: true });
    },
    async inputsOf(name) {
      const text = await readFile(inputsFile(name), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      try {
        return BuildInputs.parse(JSON.parse(text));
      } catch {
        // Written by another version; the next build has something to compare with again.
        return undefined;
      }
    },
    async keepInputs(name, inputs) {
      await makePrivateFolder(folder);
      await writeFileAtomic(inputsFile(name), JSON.stringify(inputs));
      await trimInputs(folder);
    },
  };
}

/** The newest first: an id begins with its time. */
async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => (name.endsWith('.jsonl') ? [name.slice(0, -'.jsonl'.length)] : []));
  return ids
    .filter((id) => BuildId.safeParse(id).success)
    .sort()
    .reverse();
}

async function readRow(path: string): Promise<BuildRow | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  try {
    if (file === undefined) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ROW_BYTES), 0, ROW_BYTES, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    return BuildRow.parse(JSON.parse(text.slice(0, text.indexOf('\n'))));
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/** Some pieces a line, the oldest left out where there is too much. */
function logLines(pieces: readonly BuildLogPiece[]): BuildLogPiece[][] {
  let left = KEPT_CHARACTERS;
  const from = pieces.findLastIndex(({ text }) => (left -= text.length) < 0) + 1;
  const kept = pieces.slice(from);
  return Array.from({ length: Math.ceil(kept.length / 100) }, (_, index) =>
    kept.slice(index * 100, (index + 1) * 100),
  );
}

async function trimInputs(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('inputs-'));
  if (names.length <= KEPT_NAMES) return;
  const ages = await Promise.all(
    names.map(async (name) => ({ name, mtimeMs: (await stat(join(folder, name))).mtimeMs })),
  );
  ages.sort((one, other) => other.mtimeMs - one.mtimeMs);
  for (const { name } of ages.slice(KEPT_NAMES)) await rm(join(folder, name), { force: true });
}
