// What the steps of a build print, cut into lines.

/** Lines kept of each step, for the case that it fails. */
const KEPT_LINES = 200;

export interface StepLogs {
  /** @returns the lines that this made whole */
  take(step: string, text: string): string[];
  last(step: string): string | undefined;
  all(): ReadonlyMap<string, readonly string[]>;
}

export function createStepLogs(): StepLogs {
  const lines = new Map<string, string[]>();
  const rests = new Map<string, string>();
  return {
    take(step, text) {
      const pieces = ((rests.get(step) ?? '') + text).split('\n');
      rests.set(step, pieces.pop() ?? '');
      // A line that a program drew over again is what it was at last.
      const whole = pieces.map((piece) => piece.replace(/\r$/, '').split('\r').at(-1) ?? '');
      const known = [...(lines.get(step) ?? []), ...whole];
      lines.set(step, known.slice(-KEPT_LINES));
      return whole;
    },
    last: (step) => lines.get(step)?.findLast((line) => line.trim() !== ''),
    all: () =>
      new Map(
        [...lines].map(([step, known]) => {
          const rest = rests.get(step) ?? '';
          return [step, rest === '' ? known : [...known, rest]];
        }),
      ),
  };
}
