// A command line in words, as a POSIX shell splits it, and words put back into a line. Nothing is expanded.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import { quoteForSh } from '../../lib/quote.ts';

/**
 * Splits one command into its words: quotes, backslashes, lines continued by a backslash, comments (POSIX, 2.2 and 2.3).
 * @throws E_USAGE for an open quote, and for what only a shell could do: `$VAR`, `$(…)`, backticks, `|`, `;`, `>`, `~`
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  const text = line.replaceAll('\r\n', '\n');
  let at = /^[ \t\n]*/.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const blank = /^(?:[ \t]|\\\n|#[^\n]*(?=\n|$))+/.exec(text.slice(at))?.[0] ?? '';
    at += blank.length;
    if (at >= text.length) break;
    // What follows a comment's line is another command as well.
    if (text[at] === '\n') {
      if (restIsBlank(text.slice(at))) break;
      throw lineEnd(text.slice(at));
    }
    const { word, length } = readWord(text.slice(at));
    words.push(word);
    at += length;
  }
  return words;
}

/** One word as a person would write it: quoted where a shell would read something else. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quoteForSh(word);
}

/** A word's parts, each at the start of the rest of the line. */
const PLAIN = /^[^ \t\n'"\\$`|&;<>()]+/;
const SINGLE_QUOTED = /^'([^']*)'/;
const ESCAPED = /^\\([^\n])/;
const CONTINUED = /^\\\n/;
const LONELY_DOLLAR = /^\$(?![\w{('"@*#?$!-])/;

function readWord(text: string): { word: string; length: number } {
  if (text.startsWith('~')) throw shellOnly(/^~[\w/.-]*/.exec(text)?.[0] ?? '~');
  let word = '';
  let at = 0;
  while (at < text.length && !/[ \t\n]/.test(text[at] ?? '')) {
    const part = readPart(text.slice(at));
    word += part.text;
    at += part.length;
  }
  return { word, length: at };
}

interface Part {
  text: string;
  /** Of the line's own characters. */
  length: number;
}

function readPart(rest: string): Part {
  const continued = CONTINUED.exec(rest);
  if (continued !== null) return { text: '', length: continued[0].length };
  for (const form of [PLAIN, LONELY_DOLLAR]) {
    const found = form.exec(rest)?.[0];
    if (found !== undefined) return { text: found, length: found.length };
  }
  for (const form of [SINGLE_QUOTED, ESCAPED]) {
    const found = form.exec(rest);
    if (found !== null) return { text: found[1] ?? '', length: found[0].length };
  }
  if (rest.startsWith('"')) return readDoubleQuoted(rest);
  if (rest.startsWith("'")) throw openQuote("'");
  if (rest === '\\') throw cutOff();
  throw shellOnly(expansionAt(rest));
}

/** In double quotes a backslash escapes only what would mean something there (POSIX, 2.2.3). */
function readDoubleQuoted(rest: string): Part {
  let text = '';
  let at = 1;
  while (at < rest.length) {
    const here = rest.slice(at);
    if (here.startsWith('"')) return { text, length: at + 1 };
    const escaped = /^\\([$`"\\\n])/.exec(here);
    const plain = /^[^"\\$`]+|^\\/.exec(here) ?? /^\$(?![\w{(@*#?$!-])/.exec(here);
    if (escaped !== null) text += escaped[1] === '\n' ? '' : (escaped[1] ?? '');
    else if (plain !== null) text += plain[0];
    else throw shellOnly(expansionAt(here));
    at += (escaped ?? plain)?.[0].length ?? 1;
  }
  throw openQuote('"');
}

/** What a shell would act upon, as far as it is worth showing. */
function expansionAt(rest: string): string {
  return /^(?:\$\w+|\$\{[^}]*\}?|\$\([^)]*\)?|\$.|`[^`]*`?|\|\||&&|<<|>>|.)/s.exec(rest)?.[0] ?? rest;
}

function restIsBlank(rest: string): boolean {
  return rest.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
}

function shellOnly(what: string): SlipwayError {
  return new SlipwayError(
    'E_USAGE',
    `${what} is for a shell to expand or to act on, and none reads this line`,
    {
      hint: 'Write what it stands for; or put it in single quotes if it is meant as it stands.',
    },
  );
}

function openQuote(quote: string): SlipwayError {
  return new SlipwayError('E_USAGE', `a quote is opened and not closed: ${quote}`, {
    hint: 'Was the line copied to its end?',
  });
}

function cutOff(): SlipwayError {
  return new SlipwayError('E_USAGE', 'the line ends in a backslash: the rest of it is missing', {
    hint: 'Copy it to its end.',
  });
}

function lineEnd(rest: string): SlipwayError {
  const next = rest.trim().split('\n')[0] ?? '';
  return new SlipwayError('E_USAGE', `a second command begins: ${next}`, {
    hint: 'Give one docker run at a time; a line that goes on ends in a backslash.',
  });
}
