// dockerode, connected to one engine over mutual TLS; and what its failures mean.

import type Dockerode from 'dockerode';
import { ZodError } from 'zod';
import { fromWireError, SlipwayError, toWireError, type ErrorCode } from '../../preload/contract/errors.ts';
import { engineAgent, IS_BORINGSSL } from './agent.ts';
import { addressOf, explainEngineFailure, readTlsFiles, type EngineEndpoint } from './endpoint.ts';
import { openEngineHttp, type EngineHttp } from './http.ts';
import { lookAfter } from './modem.ts';
import { Pulse, type Pinger } from './pulse.ts';

export type Docker = Dockerode;

/** An engine that can be asked anything. */
export interface Engine {
  readonly endpoint: EngineEndpoint;
  /** For what dockerode gives streams of; failures are dockerode's, `explain` makes them ours. */
  readonly docker: Docker;
  /** Whether it answers; every question is looked after by it. */
  readonly pulse: Pulse;
  /**
   * Asks, and makes of a failure an error of ours with the engine's own words.
   * @throws E_NOT_FOUND, E_CONFLICT, E_ENGINE_REFUSED, E_ANSWER_INVALID for what it answered, E_ENGINE_SILENT where
   * nothing at all comes from it any more, E_TLS, E_ENGINE_UNREACHABLE
   */
  ask<T>(question: (docker: Docker) => Promise<T>): Promise<T>;
  explain(cause: unknown): SlipwayError;
}

/**
 * Reads the certificates and loads dockerode; nothing is asked yet.
 * @param timeoutMs after which a silent connection is given up; never for one that carries streams (docker-modem#45)
 * @throws E_TLS if a file is missing
 */
export async function openEngine(endpoint: EngineEndpoint, timeoutMs?: number): Promise<Engine> {
  const tls = await readTlsFiles(endpoint.certs);
  // Loaded when it is needed: it brings gRPC and ssh2 along, 130 ms that `slipway status` does not have.
  const { default: DockerodeClient } = await import('dockerode');
  const timeout = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  // Elsewhere dockerode does with the agent that Node shares, which keeps connections.
  const agent = IS_BORINGSSL ? { agent: engineAgent(tls, { keepAlive: true }) } : {};
  const docker = new DockerodeClient({
    ...tls,
    ...timeout,
    ...agent,
    host: '127.0.0.1',
    port: endpoint.port,
    protocol: 'https',
  });
  const pulse = new Pulse(addressOf(endpoint), pingerOf(endpoint));
  lookAfter(docker, pulse);
  const explain = (cause: unknown) => explainAnswer(endpoint, cause);
  return {
    endpoint,
    docker,
    pulse,
    explain,
    ask: (question) =>
      question(docker).catch((cause: unknown) => {
        throw explain(cause);
      }),
  };
}

function pingerOf(endpoint: EngineEndpoint): Pinger {
  let http: EngineHttp | undefined;
  return {
    ask: async (signal) => {
      http ??= await openEngineHttp(endpoint);
      await http.get('/_ping', signal);
    },
    rest: () => {
      http?.close();
      http = undefined;
    },
  };
}

/** The engine's status codes that mean the same whatever was asked. */
const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'E_NOT_FOUND',
  409: 'E_CONFLICT',
};

/** What a failure of dockerode's means: what the engine answered, or why it did not. */
export function explainAnswer(endpoint: EngineEndpoint, cause: unknown): SlipwayError {
  if (cause instanceof ZodError) return fromWireError(toWireError(cause));
  const { statusCode, json } = (cause ?? {}) as { statusCode?: number; json?: { message?: unknown } };
  if (statusCode === undefined) return explainEngineFailure(endpoint, cause);
  const words = typeof json?.message === 'string' ? json.message : messageOf(cause);
  return new SlipwayError(CODE_BY_STATUS[statusCode] ?? 'E_ENGINE_REFUSED', words, { cause });
}

/** dockerode puts `(HTTP code 409) conflict - ` before what the engine said. */
function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}
