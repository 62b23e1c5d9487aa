// What builds ask of the engine over HTTP. Not by dockerode: it loads gRPC and ssh2, 130 ms that a cached build does not take.

import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { engineAgent } from '../agent.ts';
import { explainAnswer } from '../docker.ts';
import { readTlsFiles, type EngineEndpoint } from '../endpoint.ts';

type Headers = Readonly<Record<string, string | string[]>>;

export interface Question {
  method: 'GET' | 'HEAD' | 'POST';
  /** With its query. */
  path: string;
  headers?: Headers;
  body?: Readable;
}

export interface EngineRequests {
  /** The answer, once its head is there. @throws E_NOT_FOUND, E_CONFLICT, E_ENGINE_REFUSED, E_TLS, E_ENGINE_UNREACHABLE, E_CANCELLED */
  ask(question: Question, signal: AbortSignal): Promise<IncomingMessage>;
  /** The whole answer, parsed. @throws as `ask` */
  askJson(question: Question, signal: AbortSignal): Promise<unknown>;
  /** A connection that speaks another protocol from now on. @throws as `ask` */
  upgrade(path: string, headers: Headers, signal: AbortSignal): Promise<Duplex>;
  /** What it means when the connection is lost in the middle of an answer; errors of ours as they are. */
  explain(cause: unknown): SlipwayError;
  close(): void;
}

/** Reads the certificates; nothing is asked yet. @throws E_TLS */
export async function openEngineRequests(endpoint: EngineEndpoint): Promise<EngineRequests> {
  const agent = engineAgent(await readTlsFiles(endpoint.certs), { keepAlive: true });
  const options = ({ method, path, headers = {} }: Question, signal: AbortSignal): RequestOptions => ({
    host: '127.0.0.1',
    port: endpoint.port,
    agent,
    method,
    path,
    headers,
    signal,
  });
  const explain = (cause: unknown, signal: AbortSignal) =>
    signal.aborted
      ? new SlipwayError('E_CANCELLED', 'the engine was told to stop', { cause })
      : explainAnswer(endpoint, cause);
  const ask = async (question: Question, signal: AbortSignal) => {
    const response = await send(options(question, signal), question.body).catch((cause: unknown) => {
      throw explain(cause, signal);
    });
    if ((response.statusCode ?? 0) < 300) return response;
    throw explainAnswer(endpoint, await refusalOf(response));
  };
  return {
    ask,
    askJson: async (question, signal) => {
      const text = await textOf(await ask(question, signal));
      return text === '' ? undefined : JSON.parse(text);
    },
    upgrade: (path, headers, signal) =>
      switchProtocol(
        options({ method: 'POST', path, headers: { Connection: 'Upgrade', ...headers } }, signal),
      ).catch((cause: unknown) => {
        throw explain(cause, signal);
      }),
    explain: (cause) =>
      cause instanceof SlipwayError
        ? cause
        : new SlipwayError('E_ENGINE_UNREACHABLE', 'the engine went away while it worked', {
            hint: 'slipway status tells whether the machine runs; slipway logs engine shows its last words.',
            cause,
          }),
    close: () => agent.destroy(),
  };
}

function send(options: RequestOptions, body: Readable | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(options, resolve).once('error', reject);
    if (body === undefined) asked.end();
    // An engine that answers before it has read all may hang up on the rest.
    else pipeline(body, asked).catch(reject);
  });
}

function switchProtocol(options: RequestOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, agent: options.agent });
    asked.once('error', reject);
    asked.once('upgrade', (_response: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.once('response', (response: IncomingMessage) => {
      refusalOf(response).then(reject, reject);
    });
    asked.end();
  });
}

/** As dockerode has it: the status, and the engine's own words. */
async function refusalOf(response: IncomingMessage): Promise<Error> {
  const text = await textOf(response);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = { message: text.trim() || `HTTP ${response.statusCode}` };
  }
  return Object.assign(new Error(text.trim()), { statusCode: response.statusCode, json });
}

/** No answer that is read whole is longer. */
const MAX_ANSWER_LENGTH = 64 * 1024 * 1024;

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_ANSWER_LENGTH) throw new SlipwayError('E_ANSWER_INVALID', 'the answer is too long');
  }
  return text;
}
