// Where a machine's engine answers and with which certificates; and what a failure to reach it means.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { errnoOf } from '../lib/files.ts';

/** An engine on this computer's 127.0.0.1. */
export interface EngineEndpoint {
  port: number;
  /** DOCKER_CERT_PATH: ca.pem, cert.pem, key.pem. */
  certs: string;
}

export interface TlsFiles {
  ca: string;
  cert: string;
  key: string;
}

/** @throws E_TLS if a file is missing or cannot be read */
export async function readTlsFiles(certs: string): Promise<TlsFiles> {
  const read = (file: string) =>
    readFile(join(certs, file), 'utf8').catch((cause: unknown) => {
      throw new SlipwayError('E_TLS', `cannot read ${join(certs, file)} (${errnoOf(cause) ?? 'unknown'})`, {
        hint: 'slipway certs renew makes new certificates.',
        cause,
      });
    });
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { ca, cert, key };
}

/** Node's and OpenSSL's codes for a peer whose certificate, or ours, was not accepted. */
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO)/;

/** DOCKER_HOST, as messages name the engine. */
export function addressOf({ port }: EngineEndpoint): string {
  return `tcp://127.0.0.1:${port}`;
}

/** What went wrong between us and the engine: E_TLS for certificates, E_ENGINE_UNREACHABLE for all else. */
export function explainEngineFailure(endpoint: EngineEndpoint, cause: unknown): SlipwayError {
  if (cause instanceof SlipwayError) return cause;
  const code = errnoOf(cause);
  const why = code ?? (cause instanceof Error ? cause.message.trim() : String(cause));
  const address = addressOf(endpoint);
  if (TLS_CODE.test(code ?? '')) {
    return new SlipwayError('E_TLS', `the engine at ${address} and we do not accept each other (${why})`, {
      hint: 'slipway certs show tells what is wrong; slipway certs renew makes new certificates.',
      cause,
    });
  }
  return new SlipwayError('E_ENGINE_UNREACHABLE', `no engine answers at ${address} (${why})`, {
    hint: 'slipway status tells whether the machine runs; slipway logs console shows its last words.',
    cause,
  });
}
