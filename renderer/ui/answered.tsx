// What a question gave, once it has: a sign of waiting until then, a failure where it gave none.

import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import { words } from '../text/words.ts';
import { ErrorNote } from './error-note.tsx';

interface AnsweredProps<Value> {
  answer: { kind: 'waiting' } | { kind: 'given'; value: Value } | { kind: 'failed'; error: WireError };
  /** What could not be told. */
  failed?: string;
  children(value: Value): ReactNode;
}

export function Answered<Value>({ answer, failed = words.failed, children }: AnsweredProps<Value>) {
  if (answer.kind === 'failed') return <ErrorNote title={failed} error={answer.error} />;
  if (answer.kind === 'given') return children(answer.value);
  return (
    <Center flex={1} p="xl">
      <Loader aria-label={words.loading} />
    </Center>
  );
}
