// Who may come in: only pages of our own address, and only with the token of this start.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Before the token, in the WebSocket's subprotocol: a page can set no other header, and an address would be logged. */
const TOKEN_PROTOCOL = 'slipway.token.';
/** The subprotocol that is spoken; the token's own is never echoed. */
export const SPOKEN_PROTOCOL = 'slipway.rpc';

export interface Refusal {
  status: 400 | 401 | 403 | 405 | 421;
  reason: string;
}

/**
 * Exact names only: `127.0.0.1.evil.example` and a rebound name lead to us as well.
 * @returns undefined for a request that may be answered
 */
export function refuseRequest(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  port: number,
): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (!ownHosts(port).includes(host ?? '')) {
    return { status: 421, reason: `this is 127.0.0.1:${port}, not ${JSON.stringify(host ?? '')}` };
  }
  if (origin !== undefined && !ownOrigins(port).includes(origin)) {
    return { status: 403, reason: 'another page may not ask here' };
  }
  if (site === 'cross-site' || site === 'same-site')
    return { status: 403, reason: 'another page may not ask here' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, reason: 'GET or HEAD' };
  return undefined;
}

/** A WebSocket needs an origin, since only pages have one, and the token. */
export function refuseUpgrade(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  port: number,
  token: string,
): Refusal | undefined {
  const refusal = refuseRequest(request, port);
  if (refusal !== undefined) return refusal;
  if (request.headers.origin === undefined) return { status: 403, reason: 'only our own page may connect' };
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const shown = protocols.find((name) => name.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length);
  if (shown !== undefined && isSame(shown, token)) return undefined;
  return { status: 401, reason: 'the token is not the one of this start' };
}

function ownHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
}

function ownOrigins(port: number): string[] {
  return ownHosts(port).map((host) => `http://${host}`);
}

/** In a time that tells nothing of how much was right. */
function isSame(shown: string, token: string): boolean {
  return timingSafeEqual(digestOf(shown), digestOf(token));
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
