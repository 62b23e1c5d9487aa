// Decides when a supervisor with nothing to supervise ends: a while after its VM, and never with a visitor inside.

export interface Departure {
  /** There is nothing to supervise any more; time begins to run, unless it runs already. */
  soon(): void;
  /** A visitor left. Looking at an idle supervisor does not keep it: once its time is over, it goes with the last one. */
  onVisitorLeft(): void;
}

export function createDeparture(options: {
  lingerMs: number;
  isIdle: () => boolean;
  visitors: () => number;
  leave: () => void;
}): Departure {
  let timer: NodeJS.Timeout | undefined;
  let isOverdue = false;
  const leaveIfOverdue = () => {
    // A start in the meantime makes all of it void.
    isOverdue &&= options.isIdle();
    if (!isOverdue || options.visitors() > 0) return;
    isOverdue = false;
    options.leave();
  };
  return {
    soon() {
      if (timer !== undefined || isOverdue) return;
      timer = setTimeout(() => {
        timer = undefined;
        isOverdue = true;
        leaveIfOverdue();
      }, options.lingerMs);
    },
    onVisitorLeft: leaveIfOverdue,
  };
}
