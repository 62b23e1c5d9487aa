// What somebody should know before going on.

import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export function WarningNote({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      // The kit's yellow on yellow misses a contrast of 4.5.
      title={
        <Text span fw={600} size="sm" c="var(--mantine-color-text)">
          {title}
        </Text>
      }
    >
      {children}
    </Alert>
  );
}
