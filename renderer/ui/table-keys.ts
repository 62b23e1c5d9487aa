// Where a key leads to in a table. Pure.

/** Where a key leads to, in rows; undefined for a key that leads nowhere. */
export function keyStep({ key }: { key: string }, active: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + 10;
    case 'PageUp':
      return active - 10;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
