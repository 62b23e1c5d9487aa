// What is asked of a build, as the engine's /build wants it.

import type { BuildRequest } from '../../../preload/contract/builds.ts';

/** The part of a request that the engine is told; files and secrets go another way. */
export type BuildOptions = Pick<
  BuildRequest,
  'tags' | 'target' | 'args' | 'labels' | 'platform' | 'noCache' | 'pull' | 'cacheFrom' | 'extraHosts'
> & {
  /** The Dockerfile's name among the files that are sent. */
  dockerfile: string;
};

/** Source: the engine's API, ImageBuild; moby, api/server/router/build/build_routes.go. */
export function buildQuery(options: BuildOptions): URLSearchParams {
  const query = new URLSearchParams({ dockerfile: options.dockerfile });
  for (const tag of options.tags) query.append('t', tag);
  if (options.target !== undefined && options.target !== '') query.set('target', options.target);
  if (options.platform !== undefined && options.platform !== '') query.set('platform', options.platform);
  if (options.noCache) query.set('nocache', '1');
  if (options.pull) query.set('pull', '1');
  if (options.args.length > 0) query.set('buildargs', recordOf(options.args));
  if (options.labels.length > 0) query.set('labels', recordOf(options.labels));
  if (options.cacheFrom.length > 0) query.set('cachefrom', JSON.stringify(options.cacheFrom));
  for (const host of options.extraHosts) query.append('extrahosts', host);
  return query;
}

/** Sorted, so that the same wishes are always the same question. */
function recordOf(pairs: readonly { name: string; value: string }[]): string {
  const sorted = pairs.map(({ name, value }) => [name, value] as const);
  sorted.sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
