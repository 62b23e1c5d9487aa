// Keeps a docker context for a machine, in the docker CLI's own store and exactly as the CLI writes it.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, PRIVATE_FILE, readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { DEFAULT_MACHINE } from '../../preload/contract/command-line.ts';
import { currentContext, setCurrentContext } from './docker-config.ts';
import { dockerHost, type EngineAccess } from './exports.ts';

const Described = z.object({ Metadata: z.object({ Description: z.string() }) });

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose a context is. `foreign`: one of our name that somebody else made; we leave it alone. */
export type ContextOwner = 'ours' | 'foreign' | 'absent';

/** The mode the docker CLI gives the folders that hold no keys. */
const PUBLIC_FOLDER = 0o755;
const TLS_FILES = ['ca.pem', 'cert.pem', 'key.pem'] as const;

/** `slipway` for the default machine, `slipway-NAME` for another. */
export function contextName(machine: string): string {
  return machine === DEFAULT_MACHINE ? 'slipway' : `slipway-${machine}`;
}

/** Where the docker CLI keeps its things: DOCKER_CONFIG, else ~/.docker. */
export function dockerFolder(env: Environment = process.env): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
}

/** What the store says of a machine's context, and whether the docker CLI uses it now. */
export async function inspectDockerContext(
  machine: string,
  env: Environment = process.env,
): Promise<{ name: string; owner: ContextOwner; isCurrent: boolean }> {
  const name = contextName(machine);
  const folder = dockerFolder(env);
  const meta = await readTextIfPresent(storePaths(folder, name).metaFile);
  return { name, owner: ownerOf(meta, machine), isCurrent: (await currentContext(folder)) === name };
}

/**
 * Writes or updates the machine's context; the certificates are copied into the store, as `docker context create` does.
 * @throws E_NO_PERMISSION, E_DISK_FULL
 */
export async function writeDockerContext(
  access: EngineAccess,
  env: Environment = process.env,
): Promise<{ name: string; kind: 'written' | 'kept' | 'foreign' }> {
  const name = contextName(access.machine);
  const store = storePaths(dockerFolder(env), name);
  const before = await readTextIfPresent(store.metaFile);
  if (ownerOf(before, access.machine) === 'foreign') return { name, kind: 'foreign' };
  let isChanged = false;
  // The keys first: a context that can be seen can be used.
  await mkdir(store.folder, { recursive: true, mode: PUBLIC_FOLDER });
  await makePrivateFolder(store.tlsFolder);
  for (const file of TLS_FILES) {
    const wanted = await readFile(join(access.certs, file), 'utf8');
    const path = join(store.tlsFolder, file);
    if ((await readTextIfPresent(path)) === wanted) continue;
    await writeFileAtomic(path, wanted, PRIVATE_FILE);
    isChanged = true;
  }
  const meta = metadata(name, access);
  if (meta !== before) {
    await mkdir(store.metaFolder, { recursive: true, mode: PUBLIC_FOLDER });
    await writeFileAtomic(store.metaFile, meta, 0o644);
    isChanged = true;
  }
  return { name, kind: isChanged ? 'written' : 'kept' };
}

/** Takes the machine's context away; docker goes back to its default one if it used this. */
export async function removeDockerContext(
  machine: string,
  env: Environment = process.env,
): Promise<{ name: string; kind: 'removed' | 'absent' | 'foreign' }> {
  const { name, owner, isCurrent } = await inspectDockerContext(machine, env);
  if (owner !== 'ours') return { name, kind: owner };
  const folder = dockerFolder(env);
  const store = storePaths(folder, name);
  if (isCurrent) await setCurrentContext(folder, undefined);
  await rm(store.metaFolder, { recursive: true, force: true });
  await rm(join(store.tlsFolder, '..'), { recursive: true, force: true });
  return { name, kind: 'removed' };
}

/** What `docker context use` does: from now on docker without further words means this machine. */
export async function useDockerContext(machine: string, env: Environment = process.env): Promise<void> {
  await setCurrentContext(dockerFolder(env), contextName(machine));
}

/** docker/cli, cli/context/store: folders are named by the SHA-256 of the context's name. */
function storePaths(folder: string, name: string) {
  const id = createHash('sha256').update(name).digest('hex');
  const contexts = join(folder, 'contexts');
  const metaFolder = join(contexts, 'meta', id);
  return {
    folder: contexts,
    metaFolder,
    metaFile: join(metaFolder, 'meta.json'),
    tlsFolder: join(contexts, 'tls', id, 'docker'),
  };
}

/** By the description a context is known to be ours: whoever changes it takes the context over. */
function description(machine: string): string {
  return `Slipway machine ${machine}`;
}

function metadata(name: string, { machine, port }: EngineAccess): string {
  return JSON.stringify({
    Name: name,
    Metadata: { Description: description(machine) },
    Endpoints: { docker: { Host: dockerHost(port), SkipTLSVerify: false } },
  });
}

function ownerOf(meta: string | undefined, machine: string): ContextOwner {
  if (meta === undefined) return 'absent';
  try {
    const { data } = Described.safeParse(JSON.parse(meta));
    return data?.Metadata.Description === description(machine) ? 'ours' : 'foreign';
  } catch {
    return 'foreign';
  }
}
