// A question with fields of its own: opened from anywhere, closed by what it shows.

import { modals } from '@mantine/modals';
import { createContext, useContext, type ReactNode } from 'react';

const TitleContext = createContext('');

/** The title of the dialog that this stands in. */
export function useDialogTitle(): string {
  return useContext(TitleContext);
}

export function openDialog(
  title: string,
  content: (close: () => void) => ReactNode,
  size: 'md' | 'lg' | 'xl' = 'md',
): void {
  const close = () => modals.close(id);
  const children = <TitleContext value={title}>{content(close)}</TitleContext>;
  const id = modals.open({ title, size, children });
}
