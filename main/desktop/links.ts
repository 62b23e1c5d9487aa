// Which addresses may be handed to the person's browser: a few sites with documentation, and ports a machine publishes.

import { SlipwayError } from '../../preload/contract/errors.ts';

export const DOCUMENTATION_HOSTS: readonly string[] = ['docs.docker.com', 'hub.docker.com'];
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/**
 * @param publishedPorts of all machines that run
 * @returns the address as the browser may have it
 * @throws E_USAGE for any other: what a label or a log line says is not to be opened by a click
 */
export function permitLink(text: string, publishedPorts: readonly number[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A name before the host is there to deceive.
  if (url !== undefined && url.username === '' && url.password === '') {
    if (isDocumentation(url) || isPublished(url, publishedPorts)) return url.href;
  }
  throw new SlipwayError('E_USAGE', `${JSON.stringify(text)} is not opened from here`, {
    hint: `Only ports that a running machine publishes are, and ${DOCUMENTATION_HOSTS.join(' and ')}.`,
  });
}

function isDocumentation({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && DOCUMENTATION_HOSTS.includes(hostname);
}

function isPublished({ protocol, hostname, port }: URL, publishedPorts: readonly number[]): boolean {
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const usual = protocol === 'http:' ? 80 : 443;
  return LOOPBACK.has(hostname) && publishedPorts.includes(port === '' ? usual : Number(port));
}
