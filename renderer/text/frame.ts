// Words of the window's frame: navigation, connection, tasks.

export const frameText = {
  lost: 'Slipway has ended',
  lostWhy:
    'The program that shows this page is gone. Machines and containers go on. Start it again: slipway open, or slipway web.',
  refused: 'This page may not connect',
  refusedWhy:
    'The address lacks the token of this start, or is of an earlier one. Use the address that slipway web printed.',
  machine: 'Machine',
  containers: 'Containers',
  images: 'Images',
  volumes: 'Volumes',
  networks: 'Networks',
  journal: 'Journal',
  navigation: 'Pages',
  chooseMachine: 'Choose a machine',
  colourScheme: 'Light or dark',
  shortcuts: 'Keyboard shortcuts',
  palette: 'Find',
  tasks: 'Tasks',
  noTasks: 'Nothing is under way.',
  notRunningTitle: 'The machine is not running',
  notRunningWhy: 'Containers, images, volumes and networks live in it.',
  engineFails: 'The engine is not responding',
  engineAsOf: (moment: string) => `What is shown is as it was at ${moment}. It goes on by itself.`,
  listFails: 'The engine’s answer cannot be shown',
  startMachine: 'Start the machine',
  showMachine: 'Show the machine',
  taskState: { running: 'under way', done: 'done', failed: 'failed', cancelled: 'cancelled' },
} as const;
