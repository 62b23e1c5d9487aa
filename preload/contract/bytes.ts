// Bytes on a wire of texts: base64, so that a terminal's output crosses every wire alike and unharmed.

import { z } from 'zod';

/** At most 1 MiB in one message; longer data are a stream of them. */
const MAX_BASE64_LENGTH = 1_400_000;

/** Bytes as they cross; `encodeBytes` and `decodeBytes` are the two ways. */
export const Bytes = z.base64().max(MAX_BASE64_LENGTH);

export function encodeBytes(bytes: Uint8Array): string {
  return z.util.uint8ArrayToBase64(bytes);
}

export function decodeBytes(text: string): Uint8Array {
  return z.util.base64ToUint8Array(text);
}
