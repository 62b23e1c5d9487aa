// A page of the window: its title, what can be done on it, and its content, which scrolls by itself.

import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: ReactNode;
  /** One line of what is to be seen here: counts, a state. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, subtitle, actions, children }: PageProps) {
  return (
    <section className={classes['page']}>
      <header className={classes['header']}>
        <div className={classes['heading']}>
          <Title order={1} size="h3">
            {title}
          </Title>
          {subtitle !== undefined && (
            <Text size="sm" c="dimmed">
              {subtitle}
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      </header>
      <div className={classes['content']}>{children}</div>
    </section>
  );
}
