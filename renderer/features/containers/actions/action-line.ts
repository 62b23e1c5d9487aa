// What is done to containers, as a line for the terminal. Pure.

import type { ContainerAction } from '../../../../preload/contract/containers.ts';

/** So many names stand in a line; a shell's own limit is far off, a reader's is not. */
const MOST_NAMES = 200;

/** `docker stop web db`: names are of letters, digits and `_.-`, so none needs quotes. */
export function actionLine(action: ContainerAction, names: readonly string[]): string {
  const given = names.slice(0, MOST_NAMES).join(' ');
  return `docker ${verbOf(action)} ${given}${names.length > MOST_NAMES ? ' …' : ''}`;
}

export function renameLine(name: string, newName: string): string {
  return `docker rename ${name} ${newName}`;
}

export const PRUNE_LINE = 'docker container prune --force';

function verbOf(action: ContainerAction): string {
  switch (action.kind) {
    case 'kill':
      return `kill --signal ${action.signal}`;
    case 'remove':
      return ['rm', ...(action.force ? ['--force'] : []), ...(action.volumes ? ['--volumes'] : [])].join(' ');
    case 'stop':
    case 'restart':
      return action.graceSeconds === undefined ? action.kind : `${action.kind} --time ${action.graceSeconds}`;
    default:
      return action.kind;
  }
}
