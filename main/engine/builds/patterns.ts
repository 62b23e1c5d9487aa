// Patterns of `.dockerignore` and of BuildKit's own questions for files, with moby's meaning of `*`, `**`, `?`, `[]` and `!`.
// Source: github.com/moby/patternmatcher, which the docker client and BuildKit use.

import { posix } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';

interface Pattern {
  /** Without its `!`. */
  text: string;
  isException: boolean;
  matches(path: string): boolean;
}

/** For each pattern, whether a folder above matched it; what is below matches it as well. */
export type Inherited = readonly boolean[];

export interface Patterns {
  /** @param above of the folder it is in; none for what is at the top */
  match(path: string, above: Inherited | undefined): { matched: boolean; inherited: Inherited };
  readonly texts: readonly { text: string; isException: boolean }[];
}

/** @throws E_USAGE for a pattern that is none */
export function compilePatterns(lines: readonly string[]): Patterns {
  const patterns = lines.map((line) => line.trim()).flatMap((line) => (line === '' ? [] : [compile(line)]));
  return {
    texts: patterns,
    match(path, above) {
      let matched = false;
      const inherited = patterns.map(({ isException, matches }, index) => {
        const from = above?.[index] === true;
        // One that could change nothing is not tried: most files match none of many patterns.
        const hit = from || (isException === matched && matches(path));
        if (hit) matched = !isException;
        return hit;
      });
      return { matched, inherited };
    },
  };
}

/** Whether a path matches, the folders above it looked at as well. */
export function matchesPath(patterns: Patterns, path: string): boolean {
  let inherited: Inherited | undefined;
  let matched = false;
  const names = path.split('/');
  for (let count = 1; count <= names.length; count += 1) {
    ({ matched, inherited } = patterns.match(names.slice(0, count).join('/'), inherited));
  }
  return matched;
}

function compile(line: string): Pattern {
  const cleaned = clean(line);
  const isException = cleaned.startsWith('!');
  const text = isException ? cleaned.slice(1) : cleaned;
  if (text === '') throw malformed(line);
  return { text, isException, matches: matcherOf(text, line) };
}

/** Go's filepath.Clean. */
export function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

const SPECIAL = /[*?[\]\\]/;

function matcherOf(text: string, line: string): (path: string) => boolean {
  if (!SPECIAL.test(text)) return (path) => path === text;
  // `dir/**` also matches what only begins like it ("dir/"), and `**` alone everything.
  if (text.endsWith('**') && !SPECIAL.test(text.slice(0, -2))) {
    const prefix = text.slice(0, -2);
    return (path) => path.startsWith(prefix);
  }
  // moby compares `**/name` from the end, and what follows `**` is taken as it is written.
  if (text.startsWith('**') && !SPECIAL.test(text.slice(2))) {
    const suffix = text.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  try {
    const expression = new RegExp(`^${expressionOf(text)}$`, 'su');
    return (path) => expression.test(path);
  } catch {
    throw malformed(line);
  }
}

function expressionOf(text: string): string {
  let expression = '';
  const characters = Array.from(text);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      at += characters[at + 2] === '/' ? 2 : 1;
      expression += at + 1 >= characters.length ? '.*' : '(?:.*/)?';
    } else if (character === '*') expression += '[^/]*';
    else if (character === '?') expression += '[^/]';
    else if (character === '[') {
      const end = classEnd(characters, at);
      expression += classOf(characters.slice(at + 1, end));
      at = end;
    } else if (character === '\\') {
      at += 1;
      expression += literal(characters[at] ?? '\\');
    } else expression += literal(character);
  }
  return expression;
}

/** Where the `]` of a class is; one that is the first of its characters does not end it. */
function classEnd(characters: readonly string[], from: number): number {
  for (let at = from + 1; at < characters.length; at += 1) {
    if (characters[at] === '\\') at += 1;
    else if (characters[at] === ']' && at > from + 1) return at;
  }
  throw new Error('a class that does not end');
}

function classOf(characters: readonly string[]): string {
  const isNegated = characters[0] === '^';
  const members = (isNegated ? characters.slice(1) : characters).map((character) =>
    character === '[' || character === '&' ? `\\${character}` : character,
  );
  if (members.length === 0) throw new Error('an empty class');
  return `[${isNegated ? '^' : ''}${members.join('')}]`;
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function malformed(line: string): SlipwayError {
  return new SlipwayError('E_USAGE', `${line}: not a pattern for files`, {
    hint: 'Look into .dockerignore: a [ wants its ], and a ! something behind it.',
  });
}

/**
 * The patterns of a `.dockerignore`: comments and empty lines left out, each cleaned, a leading `/` taken away.
 * Source: github.com/moby/patternmatcher/ignorefile.
 */
export function parseIgnoreFile(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const trimmed = line.trim();
    if (line.startsWith('#') || trimmed === '') return [];
    const isException = trimmed.startsWith('!');
    const pattern = isException ? trimmed.slice(1).trim() : trimmed;
    const cleaned = pattern === '' ? '' : clean(pattern);
    const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
    return [isException ? `!${relative}` : relative];
  });
}
