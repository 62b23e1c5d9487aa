// Paths inside a container. Pure.

export interface Crumb {
  name: string;
  path: string;
}

/** `/` and the folders on the way to a path. */
export function crumbsOf(path: string): Crumb[] {
  const crumbs: Crumb[] = [{ name: '/', path: '/' }];
  for (const name of path.split('/')) {
    if (name !== '') crumbs.push({ name, path: joinPath(crumbs.at(-1)?.path ?? '/', name) });
  }
  return crumbs;
}

export function joinPath(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** A path as people type it, made absolute and without `.`, `..` and doubled slashes. */
export function cleanPath(typed: string): string {
  const parts: string[] = [];
  for (const part of typed.trim().split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
