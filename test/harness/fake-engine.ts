// An engine of our own making behind real TLS: it answers what our client asks as an engine does, or as a test says.

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerInfo, ImageInfo, NetworkInspectInfo, VolumeInspectInfo } from 'dockerode';
import { ensureCertificates } from '../../main/certs/bundle.ts';
import { certificateFiles } from '../../main/certs/files.ts';
import type { EngineEndpoint } from '../../main/engine/endpoint.ts';
import { machinePaths } from '../../main/machine/paths.ts';
import { createMachine } from '../../main/machine/store.ts';
import { machine } from './contract-client.ts';

/** What lists show; no more of each is asked for. */
export interface EngineContent {
  containers: Pick<
    ContainerInfo,
    'Id' | 'Names' | 'Image' | 'ImageID' | 'Command' | 'Created' | 'State' | 'Status' | 'Ports' | 'Labels'
  >[];
  images: Pick<ImageInfo, 'Id' | 'RepoTags' | 'Size' | 'Created'>[];
  volumes: Pick<VolumeInspectInfo, 'Name' | 'Driver' | 'Mountpoint' | 'Labels'>[];
  networks: Pick<NetworkInspectInfo, 'Id' | 'Name' | 'Created' | 'Scope' | 'Driver' | 'Internal'>[];
}

/** One of the engine's event stream. */
export interface EngineNews {
  Type: 'container' | 'image' | 'volume' | 'network';
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FakeEngine {
  readonly endpoint: EngineEndpoint;
  /** SLIPWAY_HOME of the machine `default` whose certificates the engine has. */
  readonly home: string;
  readonly content: EngineContent;
  /** Every question, with its query: `GET /containers/json?all=true`. */
  readonly asked: string[];
  /** From now on this is how a question is answered: `GET /containers/json`; `undefined` for the ordinary way. */
  answer(question: string, answer: Answer | undefined): void;
  /** From now on everything is answered so, also the connections that are open. */
  answerAll(answer: Answer | undefined): void;
  tell(news: readonly EngineNews[]): void;
  close(): Promise<void>;
}

export async function openFakeEngine(content: Partial<EngineContent> = {}): Promise<FakeEngine> {
  const home = await mkdtemp(join(tmpdir(), 'slipway-fake-engine-'));
  await createMachine(home, machine);
  const paths = machinePaths(home, machine, {});
  await ensureCertificates(paths);
  const whole: EngineContent = { containers: [], images: [], volumes: [], networks: [], ...content };
  const listeners = new Set<ServerResponse>();
  const special = new Map<string, Answer>();
  const asked: string[] = [];
  let all: Answer | undefined;
  const server = createServer(await serverOptions(paths), (request, response) => {
    const question = `${request.method} ${request.url?.replace(/\?.*/, '')}`;
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('Server', 'Docker/26.1.5 (linux)');
    const answer = all ?? special.get(question);
    if (answer !== undefined) answer(request, response);
    else if (question === 'GET /events') listen(listeners, response);
    else answerOrdinarily(whole, question, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: { port, certs: paths.certs },
    home,
    content: whole,
    asked,
    answer: (question, answer) =>
      void (answer === undefined ? special.delete(question) : special.set(question, answer)),
    answerAll: (answer) => (all = answer),
    tell: (news) => {
      const text = news.map((one) => `${JSON.stringify(one)}\n`).join('');
      for (const listener of listeners) listener.write(text);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(home, { recursive: true });
    },
  };
}

async function serverOptions(paths: Parameters<typeof certificateFiles>[0]) {
  const files = certificateFiles(paths);
  const read = (file: string) => readFile(file, 'utf8');
  const [ca, cert, key] = await Promise.all([read(files.ca), read(files.server), read(files.serverKey)]);
  return { ca, cert, key, requestCert: true, rejectUnauthorized: true };
}

function listen(listeners: Set<ServerResponse>, response: ServerResponse): void {
  response.flushHeaders();
  listeners.add(response);
  response.once('close', () => listeners.delete(response));
}

function answerOrdinarily(content: EngineContent, question: string, response: ServerResponse): void {
  const answers: Record<string, unknown> = {
    'GET /_ping': 'OK',
    'GET /containers/json': content.containers,
    'GET /images/json': content.images,
    'GET /volumes': { Volumes: content.volumes },
    'GET /networks': content.networks,
  };
  const answer = answers[question];
  if (answer !== undefined) return void response.end(JSON.stringify(answer));
  response.writeHead(404).end(JSON.stringify({ message: `no such thing: ${question}` }));
}
