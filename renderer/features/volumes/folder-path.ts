// A folder inside a volume, as steps to go back by. Pure.

export interface Crumb {
  name: string;
  path: string;
}

/** `/a/b` as the volume's root, `a` and `a/b`. */
export function crumbsOf(path: string, root: string): Crumb[] {
  const crumbs: Crumb[] = [{ name: root, path: '/' }];
  let at = '';
  for (const name of path.split('/').filter(Boolean)) {
    at += `/${name}`;
    crumbs.push({ name, path: at });
  }
  return crumbs;
}

export function below(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}
