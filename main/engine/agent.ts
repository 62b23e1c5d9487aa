// Connections to an engine. Electron's TLS library knows no name constraints for addresses and refuses our CA for having
// them (BoringSSL, "unsupported name constraint type"); there we check the engine's certificate ourselves.

import { X509Certificate } from 'node:crypto';
import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { TlsFiles } from './endpoint.ts';

const HOST = '127.0.0.1';
/** id-kp-serverAuth (RFC 5280, 4.2.1.12). */
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
/** Whatever Node has no word for; among them is what BoringSSL says of our CA. */
const NO_WORD = 'UNSPECIFIED';

/** Whether this program's TLS library is Electron's. */
export const IS_BORINGSSL = process.versions['electron'] !== undefined;

export function engineAgent(tls: TlsFiles, options: AgentOptions): Agent {
  return IS_BORINGSSL ? new CheckingAgent(tls, options) : new Agent({ ...tls, ...options });
}

/** Gives a connection away only when the engine's certificate has been found right: nothing is sent before. */
class CheckingAgent extends Agent {
  readonly #tls: TlsFiles;

  constructor(tls: TlsFiles, options: AgentOptions) {
    super({ ...options, ...tls });
    this.#tls = tls;
  }

  override createConnection(
    options: ConnectionOptions,
    give: (failure: Error | null, socket: Duplex) => void,
  ): undefined {
    const socket = connect({ ...options, ...this.#tls, host: HOST, rejectUnauthorized: false });
    const refuse = (failure: Error) => {
      socket.destroy();
      give(failure, socket);
    };
    socket.once('error', refuse);
    socket.once('secureConnect', () => {
      const failure = failureOf(socket, this.#tls.ca);
      if (failure !== undefined) return refuse(failure);
      socket.off('error', refuse);
      give(null, socket);
    });
  }
}

function failureOf(socket: TLSSocket, ca: string): Error | undefined {
  const why: unknown = socket.authorizationError;
  // Any other complaint of the library's stands as it is.
  if (!socket.authorized && why !== NO_WORD) return named(String(why));
  const shown = socket.getPeerX509Certificate();
  if (shown === undefined) return named('UNABLE_TO_GET_ISSUER_CERT');
  const problem = problemOf(shown, new X509Certificate(ca), new Date());
  return problem === undefined ? undefined : named(problem);
}

/**
 * Whether a certificate is the engine's: signed by the machine's own CA, in time, for a server at 127.0.0.1.
 * @returns OpenSSL's word for what is wrong with it
 */
export function problemOf(shown: X509Certificate, ca: X509Certificate, now: Date): string | undefined {
  if (!ca.ca || !shown.checkIssued(ca)) return 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  if (!shown.verify(ca.publicKey)) return 'CERT_SIGNATURE_FAILURE';
  for (const { validFrom, validTo } of [shown, ca]) {
    if (now < new Date(validFrom)) return 'CERT_NOT_YET_VALID';
    if (now > new Date(validTo)) return 'CERT_HAS_EXPIRED';
  }
  if (shown.ca || !shown.keyUsage.includes(SERVER_AUTH)) return 'INVALID_PURPOSE';
  return shown.checkIP(HOST) === undefined ? 'ERR_TLS_CERT_ALTNAME_INVALID' : undefined;
}

function named(code: string): Error {
  return Object.assign(new Error(code), { code });
}
