// Tells whether a tar that came by is whole: it ends with a block of zeros, which nothing else that is sent does.

const BLOCK = 512;

export interface TarEnd {
  /** To be shown every chunk, in order. */
  see(chunk: Buffer): void;
  /** Whether what was seen ends as a tar does. Source: POSIX pax, "two 512-octet blocks filled with binary zeros". */
  isWhole(): boolean;
}

export function watchTarEnd(): TarEnd {
  let last: Buffer = Buffer.alloc(0);
  let length = 0;
  return {
    see(chunk) {
      length += chunk.length;
      last = chunk.length >= BLOCK ? chunk.subarray(-BLOCK) : Buffer.concat([last, chunk]).subarray(-BLOCK);
    },
    isWhole: () => length > 0 && length % BLOCK === 0 && last.every((byte) => byte === 0),
  };
}
