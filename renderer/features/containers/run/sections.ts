// Which section of the run form a field stands in, so that one with a fault can be opened. Pure.

import type { RunValues } from './run-values.ts';

export type Section =
  | 'basics'
  | 'ports'
  | 'environment'
  | 'storage'
  | 'network'
  | 'resources'
  | 'health'
  | 'security';

const SECTION_OF: Readonly<Record<keyof RunValues, Section>> = {
  image: 'basics',
  name: 'basics',
  command: 'basics',
  entrypoint: 'basics',
  interactive: 'basics',
  tty: 'basics',
  autoRemove: 'basics',
  init: 'basics',
  ports: 'ports',
  publishAll: 'ports',
  env: 'environment',
  envFiles: 'environment',
  labels: 'environment',
  mounts: 'storage',
  readOnly: 'storage',
  network: 'network',
  hostname: 'network',
  extraHosts: 'network',
  dns: 'network',
  memory: 'resources',
  cpus: 'resources',
  pids: 'resources',
  restart: 'resources',
  restartRetries: 'resources',
  health: 'health',
  healthCommand: 'health',
  healthInterval: 'health',
  healthTimeout: 'health',
  healthStartPeriod: 'health',
  healthRetries: 'health',
  user: 'security',
  workdir: 'security',
  capAdd: 'security',
  capDrop: 'security',
  privileged: 'security',
};

/** @param path as the form has it: `ports.0.hostPort` */
export function sectionOf(path: string): Section {
  const [field = ''] = path.split('.');
  return isField(field) ? SECTION_OF[field] : 'basics';
}

function isField(field: string): field is keyof RunValues {
  return Object.hasOwn(SECTION_OF, field);
}
