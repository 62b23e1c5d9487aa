// A JSON value as the lines of a tree: which are in sight, how deep they stand, and which a search finds. Pure.

export interface TreeLine {
  /** Where it stands, by keys: unique, and steady while the value changes around it. */
  path: string;
  depth: number;
  key: string;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** What a leaf holds; left out for objects and arrays. */
  text?: string;
  /** How many an object or array holds. */
  size: number;
  isOpen: boolean;
  value: unknown;
}

/** Engines give no deeper ones; a value that is would exhaust the stack. */
const MAX_DEPTH = 60;

/** The lines in sight: the members of what is open. @param isOpen by path and depth */
export function treeLines(value: unknown, isOpen: (path: string, depth: number) => boolean): TreeLine[] {
  const lines: TreeLine[] = [];
  const visit = (members: readonly [string, unknown][], prefix: string, depth: number) => {
    for (const [key, member] of members) {
      const path = `${prefix}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const inner = membersOf(member);
      const isShown = inner.length > 0 && depth < MAX_DEPTH && isOpen(path, depth);
      lines.push({
        path,
        depth,
        key,
        ...describe(member),
        size: inner.length,
        isOpen: isShown,
        value: member,
      });
      if (isShown) visit(inner, path, depth + 1);
    }
  };
  visit(membersOf(value), '', 0);
  return lines;
}

/** Every path that leads to a key or value with the text in it, and how many there are. */
export function findInTree(
  value: unknown,
  search: string,
): { open: ReadonlySet<string>; hits: ReadonlySet<string> } {
  const wanted = search.toLowerCase();
  const open = new Set<string>();
  const hits = new Set<string>();
  for (const { path, key, text } of treeLines(value, () => true)) {
    if (!key.toLowerCase().includes(wanted) && text?.toLowerCase().includes(wanted) !== true) continue;
    hits.add(path);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      open.add(path.slice(0, end));
  }
  return { open, hits };
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function describe(value: unknown): Pick<TreeLine, 'kind' | 'text'> {
  if (Array.isArray(value)) return { kind: 'array' };
  switch (typeof value) {
    case 'object':
      return value === null ? { kind: 'null', text: 'null' } : { kind: 'object' };
    case 'string':
      return { kind: 'string', text: value };
    case 'number':
      return { kind: 'number', text: String(value) };
    case 'boolean':
      return { kind: 'boolean', text: String(value) };
    default:
      return { kind: 'null', text: 'null' };
  }
}
