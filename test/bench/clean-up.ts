// Ends what the bench has started, on every way out: the end, a failure, Ctrl-C.

type Ending = () => Promise<unknown>;

const endings = new Set<Ending>();

/** Remembers how to end something. @returns forgets it again, once it has ended by itself */
export function atEnd(ending: Ending): () => void {
  endings.add(ending);
  return () => void endings.delete(ending);
}

/** Ends everything that is still there, the latest first; one failure does not keep the others. */
export async function endAll(): Promise<void> {
  const open = [...endings].reverse();
  endings.clear();
  for (const end of open) {
    await end().catch((failure: unknown) => console.error('clean-up:', failure));
  }
}

/** Ctrl-C and its kin end what runs before they end the bench. */
export function endAllOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      console.error(`${signal}: ending what was started`);
      void endAll().finally(() => process.exit(code));
    });
  }
}
