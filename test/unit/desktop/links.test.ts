// A click never opens more than a port that is published or a page of documentation.

import { describe, expect, it } from 'vitest';
import { permitLink } from '../../../main/desktop/links.ts';

const PORTS = [8080, 80];

describe('a link', () => {
  it.each([
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['http://localhost:8080/a?b=c#d', 'http://localhost:8080/a?b=c#d'],
    ['https://localhost:8080', 'https://localhost:8080/'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['https://docs.docker.com/reference/', 'https://docs.docker.com/reference/'],
    ['https://hub.docker.com/_/nginx', 'https://hub.docker.com/_/nginx'],
  ])('to %s is opened', (text, opened) => {
    expect(permitLink(text, PORTS)).toBe(opened);
  });

  it.each([
    'http://127.0.0.1:9090/',
    'https://127.0.0.1/',
    'http://127.0.0.1.evil.example:8080/',
    'http://evil.example:8080/',
    'http://docs.docker.com/',
    'https://docs.docker.com:8443/',
    'https://docs.docker.com.evil.example/',
    'https://docs.docker.com@evil.example/',
    'http://user:word@127.0.0.1:8080/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'x-custom://docs.docker.com/',
    'ftp://127.0.0.1:8080/',
    'smb://127.0.0.1:8080/',
    'not an address',
    '',
  ])('to %s is not', (text) => {
    expect(() => permitLink(text, PORTS)).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});
