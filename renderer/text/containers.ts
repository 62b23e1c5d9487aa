// Words of the containers' pages.

export const containersText = {
  title: 'Containers',
  search: 'Name, image, port or project',
  name: 'Name',
  image: 'Image',
  state: 'State',
  ports: 'Ports',
  created: 'Created',
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  pause: 'Pause',
  unpause: 'Unpause',
  kill: 'Kill',
  remove: 'Remove',
  none: 'No containers yet',
  noneWhy:
    'A container is a program running out of an image, apart from all others. Run one here or in a terminal.',
} as const;
