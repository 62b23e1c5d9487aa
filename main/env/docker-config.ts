// Reads and sets one key of the docker CLI's config.json, which holds people's logins and settings besides.

import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { makePrivateFolder, PRIVATE_FILE, readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { withMember } from './json-member.ts';

const JsonObject = z.record(z.string(), z.unknown());
const KEY = 'currentContext';

/** The context the docker CLI uses unless told otherwise; undefined for its default one, or if the file is no JSON. */
export async function currentContext(folder: string): Promise<string | undefined> {
  const text = await readTextIfPresent(join(folder, 'config.json'));
  const current = objectIn(text ?? '{}')?.[KEY];
  return typeof current === 'string' && current !== '' ? current : undefined;
}

/**
 * Changes that key and no other byte. The file keeps its mode, and a link its target.
 * @throws E_CONFLICT if the file is no JSON object: then the docker CLI cannot read it either
 */
export async function setCurrentContext(folder: string, name: string | undefined): Promise<void> {
  const path = join(folder, 'config.json');
  const text = await readTextIfPresent(path);
  if (text === undefined || text.trim() === '') {
    if (name === undefined) return;
    await makePrivateFolder(folder);
    await writeFileAtomic(path, withMember('{}', KEY, name), PRIVATE_FILE);
    return;
  }
  if (objectIn(text) === undefined) {
    throw new SlipwayError('E_CONFLICT', `${path} is not a JSON object`, {
      hint: 'Repair it; docker cannot read it either.',
    });
  }
  const changed = withMember(text, KEY, name);
  if (changed === text) return;
  const target = await realpath(path);
  await writeFileAtomic(target, changed, (await stat(target)).mode & 0o777);
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    return JsonObject.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
