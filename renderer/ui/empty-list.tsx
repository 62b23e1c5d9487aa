// A list without rows: nothing of the kind that was looked for, or nothing at all yet, and how the first one is made.

import { Button } from '@mantine/core';
import type { ComponentType } from 'react';
import { CommandLine } from './command-line.tsx';
import { Empty } from './empty.tsx';

interface EmptyListProps {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** There are some, of another kind or name. */
  isFiltered: boolean;
  text: Readonly<{ none: string; noneWhy: string; noneCommand: string; noneOfKind: string }>;
  make: { label: string; run(): void };
}

export function EmptyList({ icon, isFiltered, text, make }: EmptyListProps) {
  if (isFiltered) return <Empty icon={icon} title={text.noneOfKind} />;
  return (
    <Empty
      icon={icon}
      title={text.none}
      action={
        <>
          <CommandLine line={text.noneCommand} />
          <Button onClick={make.run}>{make.label}</Button>
        </>
      }
    >
      {text.noneWhy}
    </Empty>
  );
}
