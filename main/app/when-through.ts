// Waits until the engine is through with containers that it told of too early, and says so of many at once.

/**
 * The engine tells that a container joined or left a network before its list of containers says so: the list follows at
 * the end of what it does to the container, which holds the container's lock. Asked about that one it answers only then.
 * Source: https://github.com/moby/moby/blob/v26.1.5/daemon/container_operations.go (ConnectToNetwork: CheckpointTo last)
 * @param ask is answered once the engine is through with a container; a failure is an answer too
 * @returns takes note of a container
 */
export function whenThrough(
  ask: (id: string) => Promise<unknown>,
  onThrough: (ids: readonly string[]) => void,
): (id: string) => void {
  const waiting = new Set<string>();
  let isAsking = false;
  const askWhileWaiting = async () => {
    isAsking = true;
    while (waiting.size > 0) {
      const ids = [...waiting];
      waiting.clear();
      // One after another: a project of fifty starts at once, and the engine has better to do.
      for (const id of ids) await ask(id).catch(() => {});
      onThrough(ids);
    }
    isAsking = false;
  };
  return (id) => {
    waiting.add(id);
    if (!isAsking) void askWhileWaiting();
  };
}
