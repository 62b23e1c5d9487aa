// Our own log: one JSON object a line, private to the user, bounded, without secrets.

import { openJsonLines } from './json-lines.ts';
import { redact } from './redact.ts';

type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(message: string, fields?: Fields): void;
  /** @param thrown its message and, for what we did not expect, its stack are kept */
  error(message: string, thrown: unknown): void;
  close(): void;
}

/** Opens a log for appending; with its predecessor it stays within 10 MiB. Writing never throws. */
export function openLog(path: string): Log {
  const lines = openJsonLines(path, { rewrite: redact });
  const write = (level: string, message: string, fields: object) =>
    lines.append({ time: new Date().toISOString(), level, message, ...fields });
  return {
    info: (message, fields = {}) => write('info', message, fields),
    error: (message, thrown) => write('error', message, { error: describe(thrown) }),
    close: () => lines.close(),
  };
}

function describe(thrown: unknown): object | string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { message, stack } = thrown;
  const cause = thrown.cause === undefined ? {} : { cause: describe(thrown.cause) };
  return 'code' in thrown ? { code: thrown.code, message, ...cause } : { message, stack, ...cause };
}
