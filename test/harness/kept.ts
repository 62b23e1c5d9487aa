// What must never be lost on a machine: a flushed file in a volume, containers, images, the config. Laid down once.

import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { dockerOutput, IMAGE, importBusybox } from './docker.ts';
import { eventually } from './eventually.ts';
import { freePort } from './ports.ts';
import type { Slipway } from './slipway.ts';

const KEEPER = 'keeper';
/** The volume's file as the guest sees it. */
const FILE = '/var/lib/docker/volumes/kept/_data/file';
/** 20 MB: more than any cache holds back by accident, and quick enough under emulation. */
const SERVE =
  '[ -e /data/file ] || { dd if=/dev/urandom of=/data/file bs=1M count=20 conv=fsync; echo hello >/data/index.html; }' +
  '; sync; exec /bin/busybox httpd -f -p 80 -h /data';

export interface Kept {
  sha256: string;
  containers: string;
  images: string;
  config: string;
}

/**
 * Lays down what is to be kept, unless it is there: a container that publishes a port, restarts by itself, and serves
 * a volume.
 * @returns the published port
 */
export async function layDownKept(slipway: Slipway): Promise<number> {
  const isThere = (await dockerOutput(slipway, 'ps', '-aq', '--filter', `name=^/${KEEPER}$`)) !== '';
  if (!isThere) await startKeeper(slipway);
  // It serves once everything is written.
  return untilKeptAnswers(slipway);
}

/** Waits until the container serves, as it does again by itself after every start. @returns its port */
export async function untilKeptAnswers(slipway: Slipway): Promise<number> {
  const binding = '{{(index (index .HostConfig.PortBindings "80/tcp") 0).HostPort}}';
  const port = Number(await dockerOutput(slipway, 'inspect', '--format', binding, KEEPER));
  try {
    await eventually(`port ${port} answers`, 60_000, async () => (await fetchText(port)) === 'hello\n');
  } catch (cause) {
    const state = await dockerOutput(slipway, 'inspect', '--format', '{{json .State}}', KEEPER);
    throw new Error(`the container does not serve; it is ${state}`, { cause });
  }
  return port;
}

async function startKeeper(slipway: Slipway): Promise<void> {
  await importBusybox(slipway);
  const port = await freePort();
  const settings = ['--restart', 'always', '-v', 'kept:/data', '-p', `${port}:80`];
  await dockerOutput(slipway, 'run', '-d', '--name', KEEPER, ...settings, IMAGE, 'sh', '-c', SERVE);
}

/** Everything that has to be equal before and after a fault. */
export async function lookAtKept(slipway: Slipway): Promise<Kept> {
  // What dockerd does not flush itself (a container's removal) may be undone by a lost VM; that is not what is looked at.
  await slipway.output('ssh', 'sync');
  const [sums, containers, images, config] = await Promise.all([
    slipway.output('ssh', 'sha256sum', FILE),
    dockerOutput(slipway, 'ps', '-a', '--no-trunc', '--format', '{{.ID}} {{.Names}} {{.Image}} {{.Mounts}}'),
    dockerOutput(slipway, 'images', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'),
    readFile(slipway.paths().config, 'utf8'),
  ]);
  return { sha256: sums.split(' ')[0] ?? '', containers, images, config };
}

/** When the container was started last: unchanged where nothing stopped it. */
export function keeperStartedAt(slipway: Slipway): Promise<string> {
  return dockerOutput(slipway, 'inspect', '--format', '{{.State.Running}} {{.State.StartedAt}}', KEEPER);
}

/** What a web server on a port of 127.0.0.1 says. @throws if none answers */
export function fetchText(port: number, address = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(5_000);
    get({ host: address, port, agent: false, signal }, (response) => resolve(text(response))).once(
      'error',
      reject,
    );
  });
}
