// What an image says of how it wants to be run, read from the engine's account of it. Pure.

import { z } from 'zod';

const Words = z.array(z.string()).nullish();

const Account = z.object({
  Os: z.string().optional().catch(undefined),
  Architecture: z.string().optional().catch(undefined),
  Variant: z.string().optional().catch(undefined),
  Config: z
    .object({
      Cmd: Words.catch(undefined),
      Entrypoint: Words.catch(undefined),
      WorkingDir: z.string().nullish().catch(undefined),
      User: z.string().nullish().catch(undefined),
      StopSignal: z.string().nullish().catch(undefined),
      Env: Words.catch(undefined),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish().catch(undefined),
      Volumes: z.record(z.string(), z.unknown()).nullish().catch(undefined),
      Labels: z.record(z.string(), z.string()).nullish().catch(undefined),
      Healthcheck: z.object({ Test: Words }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

export interface ImageConfig {
  command: readonly string[];
  entrypoint: readonly string[];
  workdir: string;
  user: string;
  stopSignal: string;
  platform: string;
  ports: readonly string[];
  volumes: readonly string[];
  env: readonly (readonly [name: string, value: string])[];
  labels: readonly (readonly [name: string, value: string])[];
  healthcheck: readonly string[];
}

/** What an engine says otherwise than we know it is left out, not shown wrong. */
export function readImageConfig(account: unknown): ImageConfig {
  const parsed = Account.safeParse(account);
  const { Os, Architecture, Variant, Config } = parsed.data ?? {};
  return {
    command: Config?.Cmd ?? [],
    entrypoint: Config?.Entrypoint ?? [],
    workdir: Config?.WorkingDir ?? '',
    user: Config?.User ?? '',
    stopSignal: Config?.StopSignal ?? '',
    platform: [Os, Architecture, Variant].filter((word) => word !== undefined && word !== '').join('/'),
    ports: Object.keys(Config?.ExposedPorts ?? {}),
    volumes: Object.keys(Config?.Volumes ?? {}),
    env: (Config?.Env ?? []).map(splitVariable),
    labels: Object.entries(Config?.Labels ?? {}),
    healthcheck: Config?.Healthcheck?.Test ?? [],
  };
}

function splitVariable(variable: string): readonly [string, string] {
  const at = variable.indexOf('=');
  return at < 0 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
}
