// What an image of a commit is called, and what its labels say; and under which name builds are compared.

import { basename } from 'node:path';
import type { BuildRequest } from '../../../preload/contract/builds.ts';
import { splitReference } from '../../engine/images/reference.ts';
import type { Commit } from '../../git/commit.ts';

/** Of the OCI image specification, annotations.md. */
const LABEL = 'org.opencontainers.image.';

/**
 * @param names as given: those with a tag are kept, the others get the commit's and the branch's
 * @param isDirty whether the files are not quite the commit's
 */
export function commitTags(names: readonly string[], commit: Commit, isDirty: boolean): string[] {
  const branch = commit.branch === undefined ? [] : [tagOf(commit.branch)];
  const tags = [commit.short, ...branch.filter((tag) => tag !== '')].map((tag) => tagOf(tag, isDirty));
  return [...new Set(names.flatMap((name) => (hasTag(name) ? [name] : tags.map((tag) => `${name}:${tag}`))))];
}

/** A colon before the last slash belongs to the registry's port. */
function hasTag(name: string): boolean {
  return name.includes('@') || name.lastIndexOf(':') > name.lastIndexOf('/');
}

const LONGEST_TAG = 128;

/** `feature/new door` → `feature-new-door`. Source: distribution, reference grammar: tag. */
function tagOf(text: string, isDirty = false): string {
  const end = isDirty ? '-dirty' : '';
  const plain = text.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[.-]+/, '');
  return `${plain.slice(0, LONGEST_TAG - end.length)}${end}`;
}

/** A folder's name as an image's: `My App` → `my-app`. */
export function imageNameOf(folder: string): string {
  const plain = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'image' : plain;
}

/** @param own labels that were given, which win */
export function commitLabels(
  own: readonly { name: string; value: string }[],
  { hash, version, atMs, source }: Commit,
  isDirty: boolean,
): { name: string; value: string }[] {
  const end = isDirty ? '-dirty' : '';
  const told = [
    { name: `${LABEL}revision`, value: `${hash}${end}` },
    { name: `${LABEL}version`, value: `${version}${end}` },
    // Of the commit, not of the build: what is built again is the same image.
    { name: `${LABEL}created`, value: new Date(atMs).toISOString().replace('.000', '') },
    ...(source === undefined ? [] : [{ name: `${LABEL}source`, value: source }]),
  ];
  const given = new Set(own.map(({ name }) => name));
  return [...told.filter(({ name }) => !given.has(name)), ...own];
}

/** The image's name without a tag, else the folder's; a stage's own where one is the target. */
export function buildName({ tags, target }: Pick<BuildRequest, 'tags' | 'target'>, folder: string): string {
  const [first] = tags;
  const name = first === undefined ? basename(folder) : splitReference(first).repository;
  return target === undefined ? name : `${name} (${target})`;
}
