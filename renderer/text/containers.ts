// Words of the containers' list and of what is done from it.

import type { ContainerAction, ContainerState } from '../../preload/contract/containers.ts';
import { plural } from './plural.ts';

type ActionKind = ContainerAction['kind'];

export const containersText = {
  title: 'Containers',
  search: 'Name, image, port…',
  name: 'Name',
  image: 'Image',
  state: 'State',
  ports: 'Ports',
  cpu: 'CPU',
  memory: 'Memory',
  created: 'Created',
  filters: { all: 'All', running: 'Running', stopped: 'Stopped' },
  group: 'Group by project',
  count: (shown: number, count: number) =>
    shown === count ? plural(count, 'container') : `${shown} of ${plural(count, 'container')}`,
  none: 'No containers yet',
  noneWhy:
    'A container is a program running out of an image, apart from all others. Run one here, or in a terminal:',
  noneLine: 'docker run --rm -it alpine',
  noneFiltered: { all: 'No containers', running: 'Nothing is running', stopped: 'Nothing has stopped' },
  clearFilter: 'Show all containers',
  run: 'Run a container',
  runShort: 'Run',
  states: {
    created: 'Created',
    running: 'Running',
    paused: 'Paused',
    restarting: 'Restarting',
    removing: 'Being removed',
    exited: 'Exited',
    dead: 'Dead',
  } satisfies Record<ContainerState, string>,
  exited: (code: string) => `Exited (${code})`,
  health: { healthy: 'healthy', unhealthy: 'unhealthy', starting: 'health: starting' },
  since: { up: (duration: string) => `for ${duration}`, ago: (duration: string) => `${duration} ago` },
  pending: {
    start: 'Starting…',
    stop: 'Stopping…',
    restart: 'Restarting…',
    pause: 'Pausing…',
    unpause: 'Resuming…',
    kill: 'Killing…',
    remove: 'Removing…',
  } satisfies Record<ActionKind, string>,
  actions: {
    start: 'Start',
    stop: 'Stop',
    restart: 'Restart',
    pause: 'Pause',
    unpause: 'Unpause',
    kill: 'Kill',
    remove: 'Remove',
  } satisfies Record<ActionKind, string>,
  killAsk: 'Kill with a signal…',
  removeAsk: 'Remove…',
  rename: 'Rename',
  renameAsk: 'Rename…',
  newName: 'New name',
  showRunLine: 'Show as docker run…',
  runLineTitle: (name: string) => `${name} as docker run`,
  runLineWhy: 'As far as the engine knows how it was run; what the image brings along is left out.',
  runLineLeftOut: (options: readonly string[]) =>
    `It was run with more, which cannot be said here: ${options.join(', ')}.`,
  duplicate: 'Duplicate…',
  open: 'Open',
  openPort: (port: number) => `Open port ${port} in the browser`,
  more: (name: string) => `More for ${name}`,
  actOn: (action: string, name: string) => `${action} ${name}`,
  copyLine: (action: string) => `Copy the line: ${action.toLowerCase()}`,
  copyLines: 'Copy a command line',
  exposedOnly: 'exposed to other containers only',
  published: (host: number, container: number) => `${host}→${container}`,
  morePorts: (count: number) => `+${count}`,
  cpuOf: (percent: string) => `${percent} %`,
  memoryOf: (used: string, limit: string) => `${used} of ${limit}`,
  signal: 'Signal',
  signalWhy: 'What the program gets. SIGKILL ends it at once; it can save nothing.',
  killTitle: (names: readonly string[]) => `Kill ${subject(names)}?`,
  removeTitle: (names: readonly string[]) => `Remove ${subject(names)}?`,
  removeWhy: 'What was written inside goes with it; images and named volumes stay.',
  removeRunning: (count: number) =>
    count === 1
      ? 'One of them is running: it is killed first.'
      : `${count} are running: they are killed first.`,
  removeThisRunning: 'It is running: it is killed first.',
  removeVolumes: 'Remove anonymous volumes as well',
  renameTitle: (name: string) => `Rename ${name}`,
  nameTaken: (name: string) => `There is a container called ${name} already.`,
  nameInvalid: 'Letters, digits, _ . and -; the first one a letter or a digit.',
  prune: 'Prune',
  pruneTitle: 'Remove all stopped containers?',
  pruneWhy: (count: number) =>
    `${plural(count, 'container')} that ${count === 1 ? 'does' : 'do'} not run ${count === 1 ? 'goes' : 'go'}, with what was written inside. Images and volumes stay.`,
  pruneConfirm: (count: number) => `Remove ${plural(count, 'container')}`,
  pruneNone: 'No stopped containers to remove',
  pruned: (count: number, freed: string) => `${plural(count, 'container')} removed, ${freed} freed`,
  taskTitle: (action: ActionKind, names: readonly string[]) => `${containersVerb[action]} ${subject(names)}`,
  taskDone: (count: number) => (count === 1 ? 'done' : `${count} done`),
  partly: (failed: number, count: number, reasons: string) =>
    count === 1 ? reasons : `${failed} of ${count} did not: ${reasons}`,
  failuresTitle: (action: ActionKind, failed: number) =>
    `${containersVerb[action]}: ${plural(failed, 'container')} could not`,
  bulk: 'For the selected containers',
  bulkAction: (shown: string) => `${shown} selected`,
  selectNone: 'Select none',
  commands: 'Containers',
} as const;

const containersVerb: Record<ActionKind, string> = {
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  pause: 'Pause',
  unpause: 'Unpause',
  kill: 'Kill',
  remove: 'Remove',
};

function subject(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : plural(names.length, 'container');
}
