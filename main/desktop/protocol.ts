// Answers `app://bundle/…` with the page's files, each under its content security policy; nothing else has this scheme.

import { randomBytes } from 'node:crypto';
import type { Session } from 'electron';
import type { ColourScheme } from '../../preload/contract/host.ts';
import { readPageFile } from '../lib/page-files.ts';
import { PAGE_HOST, PAGE_SCHEME } from './address.ts';

/** @param chosenScheme the colours of the next page */
export function servePage(session: Session, chosenScheme: () => Promise<ColourScheme>): void {
  session.protocol.handle(PAGE_SCHEME, async (request) => answer(request, await chosenScheme()));
}

async function answer({ method, url }: Request, scheme: ColourScheme): Promise<Response> {
  if (method !== 'GET') return refusal(405, 'GET only');
  const { host, pathname } = new URL(url);
  if (host !== PAGE_HOST) return refusal(404, 'there is no such page');
  // The page has no network at all: what it asks goes over the bridge.
  const file = await readPageFile(pathname, randomBytes(16).toString('base64url'), "'none'", scheme);
  if (file !== undefined) return new Response(Buffer.from(file.body), { headers: { ...file.headers } });
  return refusal(
    404,
    pathname === '/' ? "the window's page is not built: npm run build" : 'there is no such page',
  );
}

function refusal(status: number, reason: string): Response {
  return new Response(`${reason}\n`, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'",
    },
  });
}
