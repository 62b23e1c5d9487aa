// What a failed pull or push means: the registry has no such image, wants a login, or cannot be reached.

import { SlipwayError, type ErrorCode } from '../../../preload/contract/errors.ts';

interface Meaning {
  words: RegExp;
  code?: ErrorCode;
  hint: string;
}

/** By what the engine says, since it answers all of them with 500 or 404 alike; the first that fits. */
const MEANINGS: readonly Meaning[] = [
  {
    words: /HTTP response to HTTPS client/i,
    hint: 'The registry speaks plain HTTP; the engine allows that to 127.0.0.1 only.',
  },
  {
    words:
      /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake timeout|Client\.Timeout|deadline exceeded|unreachable|connection reset/i,
    hint: 'The machine cannot reach the registry: check its name and the network of this computer.',
  },
  {
    words: /x509|certificate/i,
    hint: 'The engine does not trust the certificate of the registry.',
  },
  {
    words: /toomanyrequests|rate limit/i,
    hint: 'The registry answers this often to nobody without a login: wait, or use another one.',
  },
  {
    words: /manifest[ _]unknown|manifest for .* not found|name unknown|does not exist(?! locally)|404/i,
    code: 'E_NOT_FOUND',
    hint: 'Check the name and the tag. An image that needs a login looks the same to whoever has none.',
  },
  {
    words: /unauthorized|denied|no basic auth|authentication required/i,
    hint: 'The registry wants a login, and none is sent from here: docker login, then the docker client.',
  },
  {
    words: /no matching manifest/i,
    code: 'E_NOT_FOUND',
    hint: 'The image is not made for this platform; another one can be asked for.',
  },
];

/** The same failure with what it means for a person; failures that are not the registry's as they came. */
export function explainRegistry(thrown: unknown): unknown {
  if (!(thrown instanceof SlipwayError)) return thrown;
  if (thrown.code !== 'E_ENGINE_REFUSED' && thrown.code !== 'E_NOT_FOUND') return thrown;
  const meaning = MEANINGS.find(({ words }) => words.test(thrown.message));
  if (meaning === undefined) return thrown;
  const { code = 'E_ENGINE_REFUSED', hint } = meaning;
  return new SlipwayError(code, thrown.message, { hint, cause: thrown });
}
