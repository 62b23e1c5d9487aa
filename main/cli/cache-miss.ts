// Says why a step did not come from the cache.

import type { CacheMiss, MissReason } from '../../preload/contract/builds.ts';
import { plain } from './output.ts';

/** So many files are named in a line. */
const NAMED = 3;

/** `why line 4 ran: src/app.py changed` */
export function missLine({ line, reason }: CacheMiss): string {
  return `  why line ${line} ran: ${plain(reasonText(reason)).replaceAll(/\s+/g, ' ')}`;
}

function reasonText(reason: MissReason): string {
  switch (reason.kind) {
    case 'first':
      return 'no build of this name is known';
    case 'no-cache':
      return '--no-cache was given';
    case 'option':
      return `the ${reason.option} was ${reason.before || 'the machine’s own'}, and is ${reason.after || 'the machine’s own'}`;
    case 'base':
      return `${reason.image} is another one than it was: ${shortDigest(reason.before)}, now ${shortDigest(reason.after)}`;
    case 'instruction':
      return instructionText(reason);
    case 'argument':
      return `the argument ${reason.name} was ${valueText(reason.before)}, and is ${valueText(reason.after)}`;
    case 'files':
      return filesText(reason);
    case 'remote':
      return `what ${reason.url} gives has changed, or may have`;
    case 'unfinished':
      return 'the build before did not come so far';
    case 'gone':
      return 'nothing changed that is seen from here; the cache does not hold it any more';
  }
}

function instructionText({ line, before, after = '' }: Extract<MissReason, { kind: 'instruction' }>): string {
  if (before === undefined) return `line ${line} is new: ${after}`;
  return `line ${line} was ${before}`;
}

function valueText(value: string | undefined): string {
  return value === undefined ? 'not given' : `"${value}"`;
}

function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

function filesText({ changed, added, removed, more }: Extract<MissReason, { kind: 'files' }>): string {
  const told = [
    ...changed.map((path) => `${path} changed`),
    ...added.map((path) => `${path} is new`),
    ...removed.map((path) => `${path} is gone`),
  ];
  const rest = told.length - NAMED + more;
  const named = told.slice(0, NAMED).join(', ');
  return rest > 0 ? `${named}, and ${rest} more` : named;
}
