// The mounts of a container as the engine tells them, in a run's words.

import type { MountSpec } from '../../../preload/contract/run-spec.ts';
import type { InspectedHostConfig } from './inspected.ts';

/**
 * @param volumes targets that have a volume of their own, the image's among them
 * @param imageVolumes targets that have one because the image says so
 */
export function mountsFrom(
  host: InspectedHostConfig,
  volumes: readonly string[],
  imageVolumes: readonly string[],
): MountSpec[] {
  const named = [
    ...(host.Binds ?? []).map(fromBind),
    ...Object.entries(host.Tmpfs ?? {}).map(([target, options]): MountSpec => ({
      kind: 'tmpfs',
      target,
      readOnly: options.split(',').includes('ro'),
    })),
    ...(host.Mounts ?? []).flatMap(fromMount),
  ];
  const taken = new Set([...imageVolumes, ...named.map(({ target }) => target)]);
  const anonymous = volumes.filter((target) => !taken.has(target));
  return [...named, ...anonymous.map((target): MountSpec => ({ kind: 'volume', target, readOnly: false }))];
}

/** `SOURCE:TARGET[:OPTIONS]`. */
function fromBind(bind: string): MountSpec {
  const [source = '', target = '', options = ''] = bind.split(':');
  return {
    kind: source.startsWith('/') ? 'bind' : 'volume',
    source,
    target,
    readOnly: options.split(',').includes('ro'),
  };
}

/** Kinds that no run of ours can have (npipe, cluster, image) are left out. */
function fromMount({
  Type,
  Source,
  Target,
  ReadOnly,
}: NonNullable<InspectedHostConfig['Mounts']>[number]): MountSpec[] {
  if (Type !== 'bind' && Type !== 'volume' && Type !== 'tmpfs') return [];
  const source = Source ?? '';
  return [{ kind: Type, target: Target, readOnly: ReadOnly ?? false, ...(source === '' ? {} : { source }) }];
}
