// The engine's HTTP interface over mutual TLS, for the few questions a supervisor asks as long as it lives.
// Not dockerode: it loads gRPC and ssh2, which cost a process that only waits 16 MB and 130 ms.

import type { IncomingMessage } from 'node:http';
import { request, type Agent } from 'node:https';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { engineAgent } from './agent.ts';
import { explainEngineFailure, readTlsFiles, type EngineEndpoint } from './endpoint.ts';

/** Answers of the engine that we read whole are far shorter; whatever speaks there is not trusted with our memory. */
const MAX_ANSWER_LENGTH = 16 * 1024 * 1024;

export interface EngineHttp {
  /** Asks and reads the whole answer. @throws E_TLS, E_ENGINE_UNREACHABLE, also past the time and on the signal */
  get(path: string, timeoutMs: number | AbortSignal): Promise<Answer>;
  /**
   * Asks and gives the answer's text as it comes, without a time limit; an empty text first, once the engine listens.
   * @throws as `get`; E_CANCELLED on the signal
   */
  follow(path: string, signal: AbortSignal): AsyncGenerator<string>;
  close(): void;
}

export interface Answer {
  /** The Server header: `Docker/26.1.5 (linux)`. */
  server: string;
  text: string;
}

/** Reads the certificates now; connections are opened when they are needed. @throws E_TLS */
export async function openEngineHttp(endpoint: EngineEndpoint): Promise<EngineHttp> {
  const agent = engineAgent(await readTlsFiles(endpoint.certs), { keepAlive: true, maxCachedSessions: 2 });
  const open = async (path: string, signal: AbortSignal) => {
    const response = await ask(endpoint.port, path, agent, signal);
    if (response.statusCode === 200) return response;
    response.resume();
    throw new SlipwayError('E_ENGINE_UNREACHABLE', `the engine answered ${response.statusCode} to ${path}`);
  };
  return {
    async get(path, until) {
      try {
        const response = await open(path, typeof until === 'number' ? AbortSignal.timeout(until) : until);
        return { server: String(response.headers.server ?? ''), text: await readWhole(response) };
      } catch (cause) {
        throw explainEngineFailure(endpoint, cause);
      }
    },
    async *follow(path, signal) {
      try {
        const response = await open(path, signal);
        yield '';
        for await (const chunk of response.setEncoding('utf8')) yield String(chunk);
      } catch (cause) {
        if (!signal.aborted) throw explainEngineFailure(endpoint, cause);
        throw new SlipwayError('E_CANCELLED', 'nobody follows the engine any more', { cause });
      }
    },
    close: () => agent.destroy(),
  };
}

function ask(port: number, path: string, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent, signal }, resolve).once('error', reject).end();
  });
}

async function readWhole(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_ANSWER_LENGTH) throw new Error('its answer is too long');
  }
  return text;
}
