// A container's row for tests that are about something else than most of it.

import type { ContainerRow } from '../../../../preload/contract/containers.ts';

export function containerRow(given: Partial<ContainerRow> = {}): ContainerRow {
  return {
    id: given.name ?? 'c0ffee',
    name: 'web',
    image: 'nginx:1.27',
    imageId: 'sha256:1',
    command: 'nginx',
    createdMs: 0,
    state: 'running',
    status: 'Up 2 hours',
    ports: [],
    volumes: [],
    networks: [],
    ...given,
  };
}
