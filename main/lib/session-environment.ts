// The person's own environment, for programs that are theirs and not our tools: the window, a terminal.

/** What would turn a program into another one, or load something into it. */
const NOT_PASSED_ON = /^(LD_\w+|DYLD_\w+|NODE_OPTIONS|ELECTRON_RUN_AS_NODE|npm_\w+)$/;

export function sessionEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !NOT_PASSED_ON.test(entry[0]),
    ),
  );
}
