// How many things of a section have been said, so that a closed one does not hide any. Pure.

import type { RunValues } from './run-values.ts';
import type { Section } from './sections.ts';

export function countSet(section: Section, values: RunValues): number {
  return said(section, values).filter(Boolean).length;
}

function said(section: Section, values: RunValues): readonly unknown[] {
  switch (section) {
    case 'basics':
      return [values.image, values.name, values.command, values.entrypoint, ...switchesOf(values)];
    case 'ports':
      return [...values.ports.map(({ containerPort }) => containerPort), values.publishAll];
    case 'environment':
      return [...[...values.env, ...values.labels].map(({ name }) => name), ...values.envFiles];
    case 'storage':
      return [...values.mounts.map(({ target }) => target), values.readOnly];
    case 'network':
      return [values.network, values.hostname, ...values.extraHosts, ...values.dns];
    case 'resources':
      return [values.memory, values.cpus, values.pids, values.restart !== 'no'];
    case 'health':
      return [values.health !== 'image'];
    default:
      return [values.user, values.workdir, values.privileged, ...values.capAdd, ...values.capDrop];
  }
}

function switchesOf({ interactive, tty, autoRemove, init }: RunValues): readonly boolean[] {
  return [interactive, tty, autoRemove, init];
}
