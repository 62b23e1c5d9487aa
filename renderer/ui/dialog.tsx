// A question with fields of its own: opened from anywhere, closed by what it shows.

import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

export function openDialog(
  title: string,
  content: (close: () => void) => ReactNode,
  size: 'md' | 'lg' | 'xl' = 'md',
): void {
  const close = () => modals.close(id);
  const id = modals.open({ title, size, children: content(close) });
}
