// Published ports as `-p` writes them: [[address:]hostPort:]containerPort[/protocol], ranges too.

import { isIP } from 'node:net';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { PublishedPortSpec } from '../../../preload/contract/run-spec.ts';

/** As many as a RunSpec holds: one short option could else ask for millions. */
const MAX_PORTS = 1000;

/** Adds to the ports what one more `-p` publishes: several, if it gives ranges. @throws E_USAGE */
export function addPublished(ports: PublishedPortSpec[], text: string): void {
  ports.push(...parsePublish(text));
  if (ports.length > MAX_PORTS) throw tooMany(text);
}

function parsePublish(text: string): PublishedPortSpec[] {
  const [places = '', protocol = 'tcp', ...more] = text.split('/');
  if (more.length > 0) throw notPorts(text);
  const parts = places.split(':');
  const container = rangeOf(parts.at(-1) ?? '', text);
  const hostText = parts.at(-2) ?? '';
  const host = hostText === '' || hostText === '0' ? undefined : rangeOf(hostText, text);
  const address = addressOf(parts.slice(0, -2).join(':'), text);
  if (host !== undefined && host.length !== container.length) throw unevenRanges(text);
  const of = protocolOf(protocol, text);
  return container.map((containerPort, index) => {
    const port: PublishedPortSpec = { containerPort, protocol: of };
    const hostPort = host?.[index];
    if (hostPort !== undefined) port.hostPort = hostPort;
    if (address !== '') port.hostAddress = address;
    return port;
  });
}

export function formatPublish({
  hostPort,
  hostAddress = '',
  containerPort,
  protocol,
}: PublishedPortSpec): string {
  const address = hostAddress.includes(':') ? `[${hostAddress}]` : hostAddress;
  const host = hostPort === undefined ? '' : String(hostPort);
  const before = address === '' ? (host === '' ? '' : `${host}:`) : `${address}:${host}:`;
  return `${before}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

function rangeOf(text: string, whole: string): number[] {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 1 && to >= from && to <= 65_535)) throw notPorts(whole);
  if (to - from >= MAX_PORTS) throw tooMany(whole);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function addressOf(text: string, whole: string): string {
  const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (address !== '' && isIP(address) === 0) throw notPorts(whole);
  return address;
}

function protocolOf(text: string, whole: string): PublishedPortSpec['protocol'] {
  const protocol = text.toLowerCase();
  if (protocol === 'tcp' || protocol === 'udp' || protocol === 'sctp') return protocol;
  throw notPorts(whole);
}

function notPorts(text: string): SlipwayError {
  return new SlipwayError('E_USAGE', `--publish ${text}: not a port to publish`, {
    hint: 'Write 8080:80, 127.0.0.1:8080:80 or 5353:53/udp: the host’s port before the container’s.',
  });
}

function tooMany(text: string): SlipwayError {
  return new SlipwayError('E_USAGE', `--publish ${text}: more than ${MAX_PORTS} ports`, {
    hint: 'A container that needs so many runs with --network host.',
  });
}

function unevenRanges(text: string): SlipwayError {
  return new SlipwayError('E_USAGE', `--publish ${text}: the two ranges are not of one length`, {
    hint: 'Name one port of the host for each of the container’s; none at all lets the engine choose.',
  });
}
