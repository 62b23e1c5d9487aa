// What is known of a thing, name by name.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';
import { plainText } from './format.ts';

interface FactsProps {
  facts: readonly (readonly [name: string, value: ReactNode])[];
  /** Stands where there is no value. */
  none: string;
}

export function Facts({ facts, none }: FactsProps) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>
            {value === '' || value === undefined ? (
              <Text span size="sm" c="dimmed">
                {none}
              </Text>
            ) : typeof value === 'string' ? (
              plainText(value)
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
