// Words of the view of what the engine says of a thing.

export const inspectText = {
  tree: 'Tree',
  raw: 'Raw',
  view: 'Way to show it',
  search: 'Find a key or a value',
  copyAll: 'Copy all as JSON',
  copyValue: 'Copy the value',
  expandAll: 'Open all',
  collapseAll: 'Close all',
  members: (count: number) => `${count} ${count === 1 ? 'member' : 'members'}`,
  items: (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`,
  found: (count: number) => `${count} found`,
  nothing: 'Neither a key nor a value has this in it.',
} as const;
