// The variables that point a docker client at a machine's engine.

/** Where an engine answers, and the folder with ca.pem, cert.pem and key.pem for it. */
export interface EngineAccess {
  machine: string;
  /** Port of 127.0.0.1. */
  port: number;
  /** Absolute path. */
  certs: string;
}

export const DOCKER_VARIABLES = [
  'DOCKER_HOST',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
  'DOCKER_MACHINE_NAME',
] as const;
export type DockerVariable = (typeof DOCKER_VARIABLES)[number];
export type DockerExports = Readonly<Record<DockerVariable, string>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** DOCKER_MACHINE_NAME is read by prompts and scripts of docker-machine's users; docker itself ignores it. */
export function dockerExports({ machine, port, certs }: EngineAccess): DockerExports {
  return {
    DOCKER_HOST: dockerHost(port),
    DOCKER_CERT_PATH: certs,
    DOCKER_TLS_VERIFY: '1',
    DOCKER_MACHINE_NAME: machine,
  };
}

export function dockerHost(port: number): string {
  return `tcp://127.0.0.1:${port}`;
}

/** NO_PROXY and no_proxy as they are, with 127.0.0.1 added where it is not covered; one that is unset starts as the other. */
export function noProxyExports(env: Environment): Readonly<Record<'NO_PROXY' | 'no_proxy', string>> {
  const upper = env['NO_PROXY'] || env['no_proxy'] || '';
  const lower = env['no_proxy'] || env['NO_PROXY'] || '';
  return { NO_PROXY: withLoopback(upper), no_proxy: withLoopback(lower) };
}

function withLoopback(list: string): string {
  const hosts = new Set(list.split(',').map((host) => host.trim()));
  if (hosts.has('127.0.0.1') || hosts.has('*')) return list;
  return list === '' ? '127.0.0.1' : `${list},127.0.0.1`;
}

/** Whether a shell's variables lead where they should: `set`, `unset`, or `stale` (another machine, another port). */
export function compareWithShell(env: Environment, wanted: DockerExports): 'set' | 'stale' | 'unset' {
  const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'] as const;
  if (names.every((name) => env[name] === wanted[name])) return 'set';
  return names.every((name) => !env[name]) ? 'unset' : 'stale';
}
