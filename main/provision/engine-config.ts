// The engine's daemon.json: what a machine's dockerd is told besides its flags.

export interface EngineConfig {
  /** Containers go on while dockerd restarts, as it does for new certificates. */
  'live-restore': boolean;
  'log-driver': string;
  'log-opts': Readonly<Record<string, string>>;
  features: Readonly<Record<string, boolean>>;
}

/**
 * Where dockerd listens and its TLS files are flags that the guest passes: a key here beside the same flag would keep
 * dockerd from starting.
 */
export function engineConfig(): EngineConfig {
  return {
    'live-restore': true,
    'log-driver': 'json-file',
    // Without a bound one talkative container fills the data disk.
    'log-opts': { 'max-size': '10m', 'max-file': '3' },
    features: { buildkit: true },
  };
}

/** As a file. */
export function engineConfigText(): string {
  return `${JSON.stringify(engineConfig(), null, 2)}\n`;
}
