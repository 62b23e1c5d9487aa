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
