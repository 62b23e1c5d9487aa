// A line for a shell out of its words, quoted where a shell would read more into them than they say. Pure.

const PLAIN = /^[\w@%+=:,./-]+$/;

export function shellLine(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
