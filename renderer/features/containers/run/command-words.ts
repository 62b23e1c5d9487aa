// A program and its arguments, typed as one line: split into words as a shell does, and put back together. Pure.

/** Thrown for a line that does not end its quote. */
export class OpenQuote extends Error {}

/** Quotes and backslashes count; nothing is expanded: the words go to the container as they are. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const add = (text: string) => {
    word = (word ?? '') + text;
  };
  let rest = line;
  while (rest !== '') {
    const piece = takePiece(rest);
    rest = rest.slice(piece.length);
    if (piece.kind === 'text') add(piece.text);
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

type Piece = { kind: 'space'; length: number } | { kind: 'text'; text: string; length: number };

function takePiece(rest: string): Piece {
  const space = /^\s+/.exec(rest)?.[0];
  if (space !== undefined) return { kind: 'space', length: space.length };
  const single = /^'([^']*)'/.exec(rest);
  if (single !== null) return { kind: 'text', text: single[1] ?? '', length: single[0].length };
  const double = /^"((?:[^"\\]|\\[^])*)"/.exec(rest);
  if (double !== null) {
    const text = (double[1] ?? '').replaceAll(/\\(["\\$`])/g, '$1').replaceAll('\\\n', '');
    return { kind: 'text', text, length: double[0].length };
  }
  if (/^['"]/.test(rest)) throw new OpenQuote();
  const escaped = /^\\([^])/.exec(rest);
  if (escaped !== null)
    return { kind: 'text', text: escaped[1] === '\n' ? '' : (escaped[1] ?? ''), length: 2 };
  const plain = /^[^\s'"\\]+/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return { kind: 'text', text: plain, length: plain.length };
}

function quoteWord(word: string): string {
  if (word !== '' && /^[\w./:=@%+,~^-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
