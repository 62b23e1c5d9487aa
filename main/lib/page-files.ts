// The window's built page: which file a path means, of which kind it is, and what a browser may do with it.

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ColourScheme } from '../../preload/contract/host.ts';
import { programRoot } from './program-root.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  body: Uint8Array;
  headers: Readonly<Record<string, string>>;
}

/** Names that the build writes: one folder deep at most, no dot first. Nothing else is looked for on the disk. */
const KNOWN_PATH = /^\/(?:[\w-]+\/)?[\w-][\w.-]*$/;

/**
 * A file of the page.
 * @param path of the address: `/`, `/assets/main-1a2b.js`
 * @param nonce a new random text for each answer, which lets our own styles in and no others
 * @param connectTo the sources of `connect-src`
 * @param scheme the colours in which the page is painted from its first moment
 * @returns undefined where there is none
 */
export async function readPageFile(
  path: string,
  nonce: string,
  connectTo: string,
  scheme: ColourScheme,
): Promise<PageFile | undefined> {
  const name = path === '/' ? '/index.html' : path;
  const type = TYPES[extname(name)];
  if (type === undefined || !KNOWN_PATH.test(name)) return undefined;
  const body = await readFile(join(programRoot(), 'dist/renderer', name)).catch(() => undefined);
  if (body === undefined) return undefined;
  const isPage = name === '/index.html';
  return {
    body: isPage ? fillIn(body.toString('utf8'), nonce, scheme) : body,
    headers: {
      'Content-Type': type,
      // Names of the other files hold their content's digest.
      'Cache-Control': isPage ? 'no-store' : 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'Content-Security-Policy': contentSecurityPolicy(nonce, connectTo),
    },
  };
}

/** The scheme is written as `<meta name="color-scheme">` has it: a browser heeds it before any style or script. */
export function fillIn(page: string, nonce: string, scheme: ColourScheme): Uint8Array {
  const schemes = scheme === 'auto' ? 'light dark' : scheme;
  return Buffer.from(page.replaceAll('__NONCE__', nonce).replaceAll('__SCHEMES__', schemes));
}

/** Nothing but what is named: no inline script, no frame, no other address. */
export function contentSecurityPolicy(nonce: string, connectTo: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src ${connectTo}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
