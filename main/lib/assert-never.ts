// Closes a union: a state nobody handled becomes a compile error.

/** Throws if a value of a union was not handled; the parameter's type makes the compiler find it first. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
