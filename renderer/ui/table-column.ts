// A column of a table.

import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  title: string;
  /** A track of CSS grid: `2fr`, `120px`, `minmax(80px, 1fr)`. */
  width: string;
  render(row: Row): ReactNode;
  /** What the column is sorted by; without it it cannot be. */
  sortBy?(row: Row): string | number;
  align?: 'end';
  /** The narrowest table, in pixels, that it is shown in: what can be done to a row must not be pushed out of sight. */
  leastTable?: number;
}
