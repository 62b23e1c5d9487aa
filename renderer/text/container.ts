// Words of one container's page; those of its logs, terminal and files stand in files of their own.

export const containerText = {
  back: 'All containers',
  of: (image: string) => `of ${image}`,
  tabs: 'What to see of it',
  tab: {
    logs: 'Logs',
    terminal: 'Terminal',
    stats: 'Stats',
    files: 'Files',
    details: 'Details',
    inspect: 'Inspect',
  },
  gone: (name: string) => `${name} is gone`,
  goneWhy: 'It was removed, from here or by somebody else. The journal tells by whom and when:',
  goneNever: 'The journal of this start of Slipway tells nothing of it: it was gone before.',
  toJournal: 'Open the journal',
  toContainers: 'Show the containers',
  notRunning: 'It is not running',
  notRunningTerminal: 'A terminal needs a running container. Start it, and type here.',
  notRunningStats: 'What is not running uses nothing. Start it to see figures.',
  start: 'Start',
} as const;
