// Many wishes for the same work become one run, and one more for those that came while it ran.

/**
 * Runs `work` never twice at once, and always once more after the last wish.
 * @returns call it to wish; it settles with the run that serves the wish, and rejects as `work` does
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isWished = false;
  const runWhileWished = async () => {
    try {
      for (; isWished;) {
        isWished = false;
        await work();
      }
    } finally {
      running = undefined;
    }
  };
  return () => {
    isWished = true;
    running ??= runWhileWished();
    return running;
  };
}
