// Remembers what the KVM probe found, for as long as nothing that could change it has changed.

import { rm, stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, readTextIfPresent, writeFileAtomic } from '../../lib/files.ts';
import { hostBootId } from '../../lib/process-identity.ts';
import { KvmVerdict, type ProbedImage } from './probe.ts';

/** All that a verdict depends on; another value of any of them calls for another probe. */
const VerdictKey = z.strictObject({
  /** Size and time of change of the kernel and of the initrd. */
  kernel: z.string(),
  initrd: z.string(),
  cmdline: z.string(),
  qemu: z.string(),
  processor: z.string(),
  bootId: z.string(),
});
export type VerdictKey = z.infer<typeof VerdictKey>;

const StoredVerdict = z.strictObject({ key: VerdictKey, verdict: KvmVerdict });

/** The key of a probe that would be made here and now. @param qemu the emulator: its path and version */
export async function verdictKey(image: ProbedImage, qemu: string): Promise<VerdictKey> {
  const [kernel, initrd, bootId] = await Promise.all([
    fingerprint(image.kernel),
    fingerprint(image.initrd),
    hostBootId(),
  ]);
  const processor = cpus()[0]?.model ?? 'unknown';
  return { kernel, initrd, cmdline: image.cmdline, qemu, processor, bootId };
}

/** What was found under this very key; undefined if nothing was, or what was kept cannot be read. */
export async function recallVerdict(cacheFolder: string, key: VerdictKey): Promise<KvmVerdict | undefined> {
  const stored = parseStored(await readTextIfPresent(verdictFile(cacheFolder)));
  if (stored === undefined) return undefined;
  const names = VerdictKey.keyof().options;
  return names.every((name) => stored.key[name] === key[name]) ? stored.verdict : undefined;
}

/** Keeps a verdict in place of the one before. */
export async function keepVerdict(cacheFolder: string, key: VerdictKey, verdict: KvmVerdict): Promise<void> {
  await makePrivateFolder(cacheFolder);
  await writeFileAtomic(verdictFile(cacheFolder), `${JSON.stringify({ key, verdict }, undefined, 2)}\n`);
}

/** Forgets what the probe found: for a KVM that worked and then broke. */
export async function forgetVerdict(cacheFolder: string): Promise<void> {
  await rm(verdictFile(cacheFolder), { force: true });
}

function verdictFile(cacheFolder: string): string {
  return join(cacheFolder, 'accelerator.json');
}

function parseStored(text: string | undefined): z.infer<typeof StoredVerdict> | undefined {
  try {
    return StoredVerdict.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}

async function fingerprint(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} bytes, ${mtimeMs}`;
}
