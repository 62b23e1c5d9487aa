// Limits, and what is done when the program ends.

import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { runText } from '../../../text/run.ts';
import type { SectionProps } from './run-form-api.ts';

const RESTARTS = Object.entries(runText.restarts).map(([value, label]) => ({ value, label }));

export function ResourcesSection({ form }: SectionProps) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={3}>
        <TextInput label={runText.memory} description={runText.memoryWhy} {...form.getInputProps('memory')} />
        <TextInput label={runText.cpus} description={runText.cpusWhy} {...form.getInputProps('cpus')} />
        <TextInput label={runText.pids} description={runText.pidsWhy} {...form.getInputProps('pids')} />
      </SimpleGrid>
      <SimpleGrid cols={2}>
        <Select
          label={runText.restart}
          data={RESTARTS}
          allowDeselect={false}
          {...form.getInputProps('restart')}
        />
        {form.values.restart === 'on-failure' && (
          <TextInput
            label={runText.restartRetries}
            inputMode="numeric"
            {...form.getInputProps('restartRetries')}
          />
        )}
      </SimpleGrid>
    </Stack>
  );
}
