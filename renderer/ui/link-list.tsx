// Other things of the window that one is tied to, each a link to its page with a word on it.

import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { plainText } from './format.ts';
import classes from './link-list.module.css';

export interface ListedLink {
  /** A page of the window: `/containers/4f2a`. */
  to: string;
  name: string;
  note?: string;
  /** What can be done about it here. */
  action?: ReactNode;
}

export function LinkList({ label, links }: { label: string; links: readonly ListedLink[] }) {
  return (
    <ul className={classes['links']} aria-label={label}>
      {links.map(({ to, name, note, action }) => (
        <li key={to} className={classes['link']}>
          <Anchor href={`#${to}`} size="sm">
            {plainText(name)}
          </Anchor>
          <Text span size="sm" c="dimmed" className={classes['note'] ?? ''}>
            {plainText(note ?? '')}
          </Text>
          {action}
        </li>
      ))}
    </ul>
  );
}
