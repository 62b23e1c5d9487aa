// Takes a docker run line and fills the form with it; what is not understood is said here, by its word.

import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { toWireError, type WireError } from '../../../../preload/contract/errors.ts';
import type { RunSpec } from '../../../../preload/contract/run-spec.ts';
import { api } from '../../../client/api.ts';
import { runText } from '../../../text/run.ts';
import { plainText } from '../../../ui/format.ts';
import classes from './run.module.css';

type State = { kind: 'idle' } | { kind: 'filled' } | { kind: 'failed'; error: WireError };

export function PasteLine({ onSpec }: { onSpec(spec: RunSpec): void }) {
  const [line, setLine] = useState('');
  const [state, setState] = useState<State>({ kind: 'idle' });
  const fill = async () => {
    try {
      onSpec(await api().containers.parseRun({ line }));
      setState({ kind: 'filled' });
    } catch (thrown) {
      setState({ kind: 'failed', error: toWireError(thrown) });
    }
  };
  const error = state.kind === 'failed' ? state.error : undefined;
  return (
    <Stack gap="xs">
      <Textarea
        label={runText.linePaste}
        description={runText.linePasteWhy}
        placeholder={runText.linePasteExample}
        classNames={{ input: classes['mono'] ?? '' }}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={line}
        onChange={({ currentTarget }) => {
          setLine(currentTarget.value);
          setState({ kind: 'idle' });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void fill();
        }}
        error={error === undefined ? undefined : <LineFault error={error} />}
      />
      <Button variant="default" disabled={line.trim() === ''} onClick={() => void fill()}>
        {runText.fill}
      </Button>
      {state.kind === 'filled' && (
        <Text size="sm" role="status">
          {runText.filled}
        </Text>
      )}
    </Stack>
  );
}

function LineFault({ error: { message, hint } }: { error: WireError }) {
  return (
    <span role="alert">
      {runText.notUnderstoodBecause(plainText(message), hint === undefined ? undefined : plainText(hint))}
    </span>
  );
}
