// What the run form begins with, as its address says: nothing, an image, or another container. Pure.

/** The form's place; what comes after the `?` may stand behind the `#` (a link) or before it (the router's own way). */
export const RUN_PATH = /^\/run(?:\?.*)?$/;

export type StartFrom =
  | { kind: 'nothing' }
  | { kind: 'image'; image: string }
  | { kind: 'container'; id: string };

export function startFrom({ search, hash }: { search: string; hash: string }): StartFrom {
  const given = new URLSearchParams(hash.split('?')[1] ?? search);
  const image = given.get('image');
  if (image !== null && image !== '') return { kind: 'image', image };
  const id = given.get('from');
  return id === null || id === '' ? { kind: 'nothing' } : { kind: 'container', id };
}

/** The name of a copy: `web-2`, or whichever number is free. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const base = name.replace(/-\d+$/, '');
  for (let number = 2; ; number += 1) {
    const candidate = `${base}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
