// A container's variables, and which of them somebody else in the room should not read. Pure.

export interface Variable {
  name: string;
  value: string;
  isSecret: boolean;
}

/** Names that people give to what must stay unknown. */
const SECRET_NAME =
  /pass(?:w(?:or)?d|phrase)?(?:_|$)|pwd$|secret|token|credential|api_?key|(?:access|private|secret|encryption|signing|license)_?key|_key$|^key$|auth(?:_|$)|dsn$|connection_?string|salt$|cookie/i;
/** `postgres://user:password@host`. */
const SECRET_VALUE = /:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY/;

export function readEnvironment(env: readonly string[]): Variable[] {
  return env.map((line) => {
    const at = line.indexOf('=');
    const name = at === -1 ? line : line.slice(0, at);
    const value = at === -1 ? '' : line.slice(at + 1);
    return { name, value, isSecret: value !== '' && (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) };
  });
}
