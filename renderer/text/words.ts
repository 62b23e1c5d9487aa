// Words that every page uses. All text that people read stands in this folder.

export const words = {
  appName: 'Slipway',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copyCommand: 'Copy the command',
  copyCommandOf: (action: string) => `Copy the command: ${action}`,
  search: 'Search',
  show: 'Show',
  selectNone: 'Select none',
  refresh: 'Refresh',
  actions: 'Actions',
  more: 'More',
  select: 'Select',
  selectAll: 'Select all',
  loading: 'Loading…',
  nothingFound: 'Nothing matches',
  andMore: (count: number) => `and ${count} more`,
  selected: (count: number) => `${count} selected`,
  failed: 'It did not work',
  stillAtIt:
    'The engine is still at it. This can be closed: it goes on, and how it ends is told in the corner.',
  browse: 'Browse…',
  pathRule: 'Below your home folder or the temporary folder',
  pathWrong: 'A whole path, from / or ~/ on',
} as const;
