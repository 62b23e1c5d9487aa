// Containers as a list shows them: the engine's answer, parsed and put into the contract's words.

import { z } from 'zod';
import { ContainerState, type ContainerRow } from '../../../preload/contract/containers.ts';
import { shareRuns } from '../../lib/share-runs.ts';
import type { Engine } from '../docker.ts';
import { sinceOf } from './since.ts';

const Port = z.object({
  IP: z.string().optional(),
  PrivatePort: z.int(),
  PublicPort: z.int().optional(),
  Type: z.string(),
});

/** One of GET /containers/json; fields we do not use are left alone. */
const Summary = z.object({
  Id: z.string(),
  Names: z.array(z.string()).nullish(),
  Image: z.string(),
  ImageID: z.string(),
  Command: z.string().nullish(),
  Created: z.number(),
  State: z.string(),
  Status: z.string(),
  Ports: z.array(Port).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
  Mounts: z.array(z.object({ Type: z.string(), Name: z.string().optional() })).nullish(),
  NetworkSettings: z
    .object({ Networks: z.record(z.string(), z.object({ IPAddress: z.string().nullish() })).nullish() })
    .nullish(),
});

type Summaries = z.output<typeof Summary>[];

/** Images, volumes and networks want to know of all containers too, whenever one comes or goes. */
const WHOLE_LISTS_APART_MS = 500;
const wholeLists = new WeakMap<Engine, () => Promise<Summaries>>();

/**
 * Containers of every state. Never with `size`: the engine would walk through each one's files.
 * @param ids only these; those that are gone are left out
 */
export async function listContainers(engine: Engine, ids?: readonly string[]): Promise<ContainerRow[]> {
  return (ids === undefined ? await allSummaries(engine) : await summaries(engine, ids)).map(rowOf);
}

/** A container's address on one of its networks; empty while it does not run. */
export interface ContainerAddress {
  id: string;
  name: string;
  network: string;
  address: string;
}

export async function listAddresses(engine: Engine): Promise<ContainerAddress[]> {
  return (await allSummaries(engine)).flatMap((summary) => {
    const { id, name } = rowOf(summary);
    return Object.entries(summary.NetworkSettings?.Networks ?? {}).map(([network, { IPAddress }]) => ({
      id,
      name,
      network,
      address: IPAddress ?? '',
    }));
  });
}

/** One list for all who want it at about the same time. */
function allSummaries(engine: Engine): Promise<Summaries> {
  const known = wholeLists.get(engine);
  if (known !== undefined) return known();
  const list = shareRuns(() => summaries(engine), WHOLE_LISTS_APART_MS);
  wholeLists.set(engine, list);
  return list();
}

async function summaries(engine: Engine, ids?: readonly string[]): Promise<Summaries> {
  const filters = ids === undefined ? {} : { filters: { id: [...ids] } };
  return z
    .array(Summary)
    .parse(await engine.ask((docker) => docker.listContainers({ all: true, ...filters })));
}

function rowOf(summary: z.output<typeof Summary>): ContainerRow {
  const labels = summary.Labels ?? {};
  const sinceMs = sinceOf(summary.Status, Date.now());
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(summary.Status)?.[1];
  const project = labels['com.docker.compose.project'];
  const service = labels['com.docker.compose.service'];
  return {
    id: summary.Id,
    name: nameOf(summary.Names ?? []) ?? summary.Id.slice(0, 12),
    image: summary.Image,
    imageId: summary.ImageID,
    command: summary.Command ?? '',
    createdMs: summary.Created * 1000,
    state: ContainerState.catch('dead').parse(summary.State),
    status: summary.Status,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(health === undefined ? {} : { health: healthOf(health) }),
    ports: (summary.Ports ?? []).map(portOf),
    ...(project === undefined ? {} : { project }),
    ...(service === undefined ? {} : { service }),
    volumes: (summary.Mounts ?? []).flatMap((mount) =>
      mount.Type === 'volume' && mount.Name !== undefined ? [mount.Name] : [],
    ),
    networks: Object.keys(summary.NetworkSettings?.Networks ?? {}),
  };
}

/** A container that others link to has more names, `/other/alias`; its own has one slash. */
function nameOf(names: readonly string[]): string | undefined {
  const own = names.find((name) => name.lastIndexOf('/') === 0) ?? names[0];
  return own?.replace(/^\//, '');
}

function healthOf(word: string): 'healthy' | 'unhealthy' | 'starting' {
  return word === 'healthy' || word === 'unhealthy' ? word : 'starting';
}

function portOf({ IP, PrivatePort, PublicPort, Type }: z.output<typeof Port>): ContainerRow['ports'][number] {
  return {
    containerPort: PrivatePort,
    protocol: Type,
    ...(PublicPort === undefined ? {} : { hostPort: PublicPort }),
    ...(IP === undefined ? {} : { hostAddress: IP }),
  };
}
