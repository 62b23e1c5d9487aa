// A commit, found by whatever a person calls it, with what an image should say of it.

import { SlipwayError } from '../../preload/contract/errors.ts';
import { git, tryGit } from './git.ts';

export interface Commit {
  hash: string;
  /** As short as git finds it clear. */
  short: string;
  /** Of the committer, milliseconds since 1970. */
  atMs: number;
  /** The branch that was meant, or the one that ends here; none where there is no one answer. */
  branch?: string;
  /** The nearest tag: `v1.2`, `v1.2-3-g1a2b3c4`; the short hash where there is none. */
  version: string;
  /** Where the repository comes from, without a password. */
  source?: string;
}

export interface Repository {
  /** Its folder, links resolved. */
  top: string;
  /** The folder that was asked about, below the top: `` or `services/app/`. */
  prefix: string;
}

/** @throws E_NO_REPOSITORY, E_NO_PERMISSION, E_TOOL_MISSING */
export async function findRepository(folder: string): Promise<Repository> {
  const answer = await git(folder, 'rev-parse', '--show-toplevel', '--show-prefix').catch(
    (cause: unknown) => {
      if (cause instanceof SlipwayError && /must be run in a work tree/.test(cause.message)) {
        throw new SlipwayError('E_NO_REPOSITORY', `${folder} is a repository without files`, {
          hint: 'A bare repository has no folder to build: clone it.',
          cause,
        });
      }
      throw cause;
    },
  );
  const [top = '', prefix = ''] = answer.split('\n');
  return { top, prefix };
}

/** @throws E_NO_COMMIT */
export async function findCommit({ top }: Repository, revision: string): Promise<Commit> {
  const hash = await resolveCommit(top, revision);
  const [atText, short, describe, branch, source] = await Promise.all([
    git(top, 'show', '--no-patch', '--format=%ct', hash),
    git(top, 'rev-parse', '--short', hash),
    tryGit(top, 'describe', '--tags', hash),
    branchOf(top, revision, hash),
    tryGit(top, 'config', '--get', 'remote.origin.url'),
  ]);
  const url = withoutPassword(source.stdout.trim());
  return {
    hash,
    short: short.trim(),
    // A tag's own text would come first where the revision is a tag; the time is the last line.
    atMs: Number(atText.trim().split('\n').at(-1)) * 1000,
    ...(branch === undefined ? {} : { branch }),
    version: describe.code === 0 ? describe.stdout.trim() : short.trim(),
    ...(url === '' ? {} : { source: url }),
  };
}

async function resolveCommit(top: string, revision: string): Promise<string> {
  const wanted = ['rev-parse', '--verify', '--quiet', '--end-of-options'];
  const found = await tryGit(top, ...wanted, `${revision}^{commit}`);
  if (found.code === 0) return found.stdout.trim();
  const head = await tryGit(top, ...wanted, 'HEAD^{commit}');
  if (head.code !== 0) {
    throw new SlipwayError('E_NO_COMMIT', `the repository ${top} has no commits yet`, {
      hint: 'Commit first, or build the folder as it is, without --commit.',
    });
  }
  throw new SlipwayError('E_NO_COMMIT', `there is no commit ${revision} in ${top}`, {
    hint: 'git log --all shows those there are; what is elsewhere wants git fetch first.',
  });
}

async function branchOf(top: string, revision: string, hash: string): Promise<string | undefined> {
  const named = await tryGit(top, 'rev-parse', '--symbolic-full-name', '--end-of-options', revision);
  const name = /^refs\/heads\/(.+)$/m.exec(named.stdout)?.[1];
  if (name !== undefined) return name;
  const [current, ends] = await Promise.all([
    tryGit(top, 'symbolic-ref', '--quiet', '--short', 'HEAD'),
    git(top, 'for-each-ref', `--points-at=${hash}`, '--format=%(refname:short)', 'refs/heads'),
  ]);
  const branches = ends.split('\n').filter((branch) => branch !== '');
  const checkedOut = current.stdout.trim();
  if (branches.includes(checkedOut)) return checkedOut;
  return branches.length === 1 ? branches[0] : undefined;
}

/** `https://user:token@host/x` must not become a label. */
function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z+.-]*:\/\/)[^/@]*@/i, '$1');
}

/** Whether HEAD is that commit, and files of the folder differ from it; those that git does not know do not count. */
export async function changedFiles({ top, prefix }: Repository, commit: Commit): Promise<string[]> {
  const head = await git(top, 'rev-parse', 'HEAD');
  if (head.trim() !== commit.hash) return [];
  const status = ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames'];
  const answer = await git(top, ...status, '--', prefix === '' ? '.' : prefix);
  return answer.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
}
