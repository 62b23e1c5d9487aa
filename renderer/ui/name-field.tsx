// A field for a name, a path or an address: taken letter by letter, and told at once where it cannot be one.

import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface NameFieldProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  value: string;
  onChange(value: string): void;
  /** Why it is wrong; undefined while it is not. */
  wrong?: string | undefined;
  maxLength?: number;
  /** Where typing begins. */
  isFirst?: boolean;
}

export function NameField({ onChange, wrong, isFirst = false, ...field }: NameFieldProps) {
  return (
    <TextInput
      {...field}
      {...(isFirst ? { 'data-autofocus': true } : {})}
      error={wrong}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      spellCheck={false}
    />
  );
}
