// Beside the form: Run and what became of it, the line that says the same, and a box that takes one.

import { Alert, Button, Divider, Stack, Text } from '@mantine/core';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { runText } from '../../../text/run.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { plainText } from '../../../ui/format.ts';
import { EqualLine } from './equal-line.tsx';
import { PasteLine } from './paste-line.tsx';
import classes from './run.module.css';
import type { SectionProps } from './run-form-api.ts';
import { emptyValues, valuesOf } from './run-values.ts';
import type { Read } from './to-spec.ts';
import { useRun } from './use-run.ts';

interface RunSideProps extends SectionProps {
  read: Read;
  /** Run was pressed, and these fields are wrong. */
  onFaults(paths: readonly string[]): void;
}

export function RunSide({ form, machine, read, onFaults }: RunSideProps) {
  const { state, run, pullAndRun } = useRun(machine);
  const submit = () => {
    form.validate();
    if (read.spec === undefined) onFaults(Object.keys(read.faults));
    else void run(read.spec);
  };
  return (
    <aside className={classes['side']} aria-label={runText.line}>
      <Stack gap="md">
        <Button
          size="md"
          leftSection={<IconPlayerPlay size={18} />}
          loading={state.kind === 'running'}
          onClick={submit}
        >
          {runText.run}
        </Button>
        {state.kind === 'failed' && <ErrorNote title={runText.failed} error={state.error} />}
        {state.kind === 'missing' && state.spec.image === form.values.image.trim() && (
          <MissingImage image={state.spec.image} onPull={() => void pullAndRun(state.spec)} />
        )}
        {/* Once it is made, its own name is taken: no fault while it is being started. */}
        <EqualLine read={state.kind === 'running' ? { spec: state.spec, faults: {} } : read} />
        <Divider />
        <PasteLine onSpec={(spec) => form.setValues(valuesOf(spec))} />
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            form.setValues(emptyValues());
            form.clearErrors();
          }}
        >
          {runText.reset}
        </Button>
      </Stack>
    </aside>
  );
}

function MissingImage({ image, onPull }: { image: string; onPull(): void }) {
  return (
    <Alert color="blue" title={runText.missingTitle} role="alert">
      <Text size="sm" mb="sm">
        {runText.missing(plainText(image))}
      </Text>
      <Button size="xs" leftSection={<IconDownload size={16} />} onClick={onPull}>
        {runText.pullAndRun}
      </Button>
    </Alert>
  );
}
