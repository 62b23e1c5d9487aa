// Newline framing, for wires that carry a stream of characters instead of whole messages.

/**
 * Cuts a stream of characters into lines. JSON text never holds a raw newline, so a line is a message.
 * @param maxLength in UTF-16 units; a longer line calls `onTooLong` once, and nothing is delivered from then on
 * @returns what to call with each chunk
 */
export function createLineSplitter(
  maxLength: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): (chunk: string) => void {
  let pieces: string[] = [];
  let length = 0;
  let refused = false;
  const keep = (piece: string) => {
    if (refused) return;
    length += piece.length;
    pieces.push(piece);
    if (length <= maxLength) return;
    refused = true;
    pieces = [];
    onTooLong();
  };
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      keep(chunk.slice(from, end));
      if (refused) return;
      const line = pieces.join('');
      pieces = [];
      length = 0;
      from = end + 1;
      if (line !== '') onLine(line);
    }
    keep(chunk.slice(from));
  };
}
