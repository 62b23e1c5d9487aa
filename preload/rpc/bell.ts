// Lets one loop sleep until something happened that it should look at.

export interface Bell {
  ring(): void;
  /** Settles with the next ring. A ring that nobody waits for is lost: look first, then wait. */
  heard(): Promise<void>;
}

/** A bell for one listener at a time. */
export function createBell(): Bell {
  let wake: (() => void) | undefined;
  return {
    ring: () => wake?.(),
    heard: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
