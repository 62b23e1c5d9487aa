// Chooses the ports of 127.0.0.1 for a start: the remembered ones, unless something else holds them.

import type { MachinePorts, Parts } from './parts.ts';

/** What every machine would like best. */
const PREFERRED: MachinePorts = { engine: 2376, ssh: 2022 };
/** So many ports in a row are tried before we let the start say that the last one is busy. */
const TRIES = 200;

export interface ChosenPorts {
  ports: MachinePorts;
  /** A line for each port that had to change. */
  changes: readonly string[];
}

type PortParts = Pick<Parts, 'portsOfOthers' | 'isPortFree' | 'rememberPorts'>;

/** Settles a machine's ports and remembers those that changed. */
export async function choosePorts(parts: PortParts, remembered: MachinePorts): Promise<ChosenPorts> {
  const taken = new Set(await parts.portsOfOthers());
  const isFree = async (port: number) => !taken.has(port) && (await parts.isPortFree(port));
  const choose = async (service: keyof MachinePorts) => {
    // The machine's own port is its own even if another config claims it too.
    if (await parts.isPortFree(remembered[service])) return remembered[service];
    for (const port of candidates(PREFERRED[service])) if (await isFree(port)) return port;
    return remembered[service];
  };
  const engine = await choose('engine');
  taken.add(engine);
  const ports = { engine, ssh: await choose('ssh') };
  const changes = (['engine', 'ssh'] as const)
    .filter((service) => ports[service] !== remembered[service])
    .map(
      (service) =>
        `port ${remembered[service]} is in use by another program; the ${NAMES[service]} is at ${ports[service]} now`,
    );
  if (changes.length > 0) await parts.rememberPorts(ports);
  return { ports, changes };
}

const NAMES = { engine: 'engine', ssh: 'SSH server' } as const;

function candidates(preferred: number): number[] {
  return [preferred, ...Array.from({ length: TRIES }, (_, index) => preferred * 10 + index)];
}
