// The run form's rows (variables, labels, ports, mounts) as a container is run with them. Pure.

import type { RunSpec } from '../../../../preload/contract/run-spec.ts';
import { runText } from '../../../text/run.ts';
import type { MountRow, PortRow } from './run-values.ts';

/** Notes what is wrong and goes on, so that all of it is known at once. */
export type Note = (path: string, fault: string) => undefined;

/** Rows that have a name; one without is left out if it has nothing else either. */
export function namedOf<Row extends { name: string; value: string }>(
  rows: readonly Row[],
  list: 'env' | 'labels',
  note: Note,
): { row: Row; name: string }[] {
  return rows.flatMap((row, index) => {
    const name = row.name.trim();
    if (name === '') {
      if (row.value !== '') note(`${list}.${index}.name`, runText.needsName);
      return [];
    }
    if (name.includes('=')) note(`${list}.${index}.name`, runText.noEquals);
    return [{ row, name }];
  });
}

export function portsOf(rows: readonly PortRow[], note: Note): RunSpec['ports'] {
  const taken = new Set<string>();
  return rows.flatMap((row, index) => {
    if (row.containerPort.trim() === '' && row.hostPort.trim() === '') return [];
    const containerPort =
      parsePort(row.containerPort) ?? note(`ports.${index}.containerPort`, runText.noPort);
    const isChosen = row.hostPort.trim() !== '';
    const hostPort = isChosen
      ? (parsePort(row.hostPort) ?? note(`ports.${index}.hostPort`, runText.noPort))
      : undefined;
    if (containerPort === undefined) return [];
    const place = `${row.hostAddress.trim()} ${hostPort} ${row.protocol}`;
    if (hostPort !== undefined && taken.has(place)) note(`ports.${index}.hostPort`, runText.portTwice);
    taken.add(place);
    const hostAddress = row.hostAddress.trim();
    return [
      {
        containerPort,
        protocol: row.protocol,
        ...(hostPort === undefined ? {} : { hostPort }),
        ...(hostAddress === '' ? {} : { hostAddress }),
      },
    ];
  });
}

export function mountsOf(rows: readonly MountRow[], note: Note): RunSpec['mounts'] {
  const taken = new Set<string>();
  return rows.flatMap(({ kind, readOnly, ...row }, index) => {
    const source = row.source.trim();
    const target = row.target.trim();
    if (source === '' && target === '') return [];
    if (!target.startsWith('/')) note(`mounts.${index}.target`, runText.needsPath);
    else if (taken.has(target)) note(`mounts.${index}.target`, runText.targetTwice);
    taken.add(target);
    if (kind === 'bind' && !source.startsWith('/')) note(`mounts.${index}.source`, runText.needsPath);
    if (kind === 'volume' && source.includes('/')) note(`mounts.${index}.source`, runText.noVolume);
    const hasSource = kind !== 'tmpfs' && source !== '';
    return [{ kind, target, readOnly, ...(hasSource ? { source } : {}) }];
  });
}

export function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
