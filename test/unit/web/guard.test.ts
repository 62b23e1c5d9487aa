// Only our own page may ask, under our own address, with the token (fault 76).

import { describe, expect, it } from 'vitest';
import { refuseRequest, refuseUpgrade } from '../../../main/web/guard.ts';

const PORT = 4711;
const TOKEN = 'right';
const OWN = { host: `127.0.0.1:${PORT}` };
const request = (headers: Record<string, string>, method = 'GET') => ({ method, headers });
const upgrade = (headers: Record<string, string>) =>
  refuseUpgrade(
    request({
      ...OWN,
      origin: `http://127.0.0.1:${PORT}`,
      'sec-websocket-protocol': `slipway.rpc, slipway.token.${TOKEN}`,
      ...headers,
    }),
    PORT,
    TOKEN,
  )?.status;

describe('a request', () => {
  it.each([`127.0.0.1:${PORT}`, `localhost:${PORT}`, `[::1]:${PORT}`])('under %s is answered', (host) => {
    expect(refuseRequest(request({ host }), PORT)).toBeUndefined();
  });

  it.each([
    `evil.example:${PORT}`,
    `127.0.0.1.evil.example:${PORT}`,
    `127.1:${PORT}`,
    `2130706433:${PORT}`,
    `0.0.0.0:${PORT}`,
    `127.0.0.1:${PORT + 1}`,
    '127.0.0.1',
    'localhost',
    `LOCALHOST.:${PORT}`,
    `x@127.0.0.1:${PORT}`,
    '',
  ])('under %j is refused', (host) => {
    expect(refuseRequest(request({ host }), PORT)?.status).toBe(421);
  });

  it('without a host is refused', () => {
    expect(refuseRequest(request({}), PORT)?.status).toBe(421);
  });

  it.each(['null', 'https://evil.example', `https://127.0.0.1:${PORT}`, `http://127.0.0.1:${PORT + 1}`])(
    'of a page at %s is refused',
    (origin) => {
      expect(refuseRequest(request({ ...OWN, origin }), PORT)?.status).toBe(403);
    },
  );

  it.each(['cross-site', 'same-site'])('that a browser calls %s is refused', (site) => {
    expect(refuseRequest(request({ ...OWN, 'sec-fetch-site': site }), PORT)?.status).toBe(403);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s is refused', (method) => {
    expect(refuseRequest(request(OWN, method), PORT)?.status).toBe(405);
  });
});

describe('a WebSocket', () => {
  it('of our page with the token is accepted', () => {
    expect(upgrade({})).toBeUndefined();
  });

  it.each([
    ['without a token', { 'sec-websocket-protocol': 'slipway.rpc' }, 401],
    ['without a protocol', { 'sec-websocket-protocol': '' }, 401],
    ['with another token', { 'sec-websocket-protocol': 'slipway.rpc, slipway.token.wrong' }, 401],
    ['with part of the token', { 'sec-websocket-protocol': 'slipway.token.righ' }, 401],
    ['of another page', { origin: 'https://evil.example' }, 403],
    ['of a page without an origin', { origin: 'null' }, 403],
    ['under another name', { host: `evil.example:${PORT}` }, 421],
  ])('%s is refused', (_what, headers, status) => {
    expect(upgrade(headers)).toBe(status);
  });

  it('of no page at all is refused', () => {
    const headers = { ...OWN, 'sec-websocket-protocol': `slipway.token.${TOKEN}` };
    expect(refuseUpgrade(request(headers), PORT, TOKEN)?.status).toBe(403);
  });
});
