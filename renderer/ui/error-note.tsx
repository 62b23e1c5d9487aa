// A failure as the app tells it everywhere: what happened, what to do, and the code to look it up by.

import { Alert, Code, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { WireError } from '../../preload/contract/errors.ts';
import { plainText } from './format.ts';

export function ErrorNote({
  title,
  error,
}: {
  title: string;
  error: Pick<WireError, 'code' | 'message' | 'hint'>;
}) {
  return (
    <Alert color="red" title={title} icon={<IconAlertTriangle size={18} />} role="alert">
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {error.message.split('\n').map(plainText).join('\n')}
      </Text>
      {error.hint !== undefined && (
        <Text size="sm" mt={4}>
          {error.hint}
        </Text>
      )}
      <Code mt={6}>{error.code}</Code>
    </Alert>
  );
}
