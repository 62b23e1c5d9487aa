// Cuts a byte stream into lines, and never keeps more of an unfinished one than it must.

import { StringDecoder } from 'node:string_decoder';

export interface LineCutter {
  /** Takes the next bytes; calls `onLine` for each line they complete, without its line end. */
  push(bytes: Buffer): void;
}

/**
 * @param maxLength of a line, in UTF-16 units; a longer one is dropped up to its end, and `onTooLong` hears of it once
 */
export function createLineCutter(options: {
  maxLength: number;
  onLine: (line: string) => void;
  onTooLong: (beginning: string) => void;
}): LineCutter {
  const decoder = new StringDecoder('utf8');
  let unfinished = '';
  let dropping = false;

  function finish(line: string) {
    if (!dropping) options.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    dropping = false;
  }

  function keep(rest: string) {
    unfinished = dropping ? '' : rest;
    if (unfinished.length <= options.maxLength) return;
    options.onTooLong(unfinished);
    dropping = true;
    unfinished = '';
  }

  return {
    push(bytes) {
      const [first = '', ...others] = decoder.write(bytes).split('\n');
      let rest = unfinished + first;
      for (const next of others) {
        finish(rest);
        rest = next;
      }
      keep(rest);
    },
  };
}
