// The health check: the image's own, none, or a command with its times.

import { SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { runText } from '../../../text/run.ts';
import classes from './run.module.css';
import type { SectionProps } from './run-form-api.ts';

const CHOICES = Object.entries(runText.healths).map(([value, label]) => ({ value, label }));

export function HealthSection({ form }: SectionProps) {
  return (
    <Stack gap="md">
      <SegmentedControl
        w="fit-content"
        aria-label={runText.health}
        data={CHOICES}
        {...form.getInputProps('health')}
      />
      {form.values.health === 'command' && (
        <>
          <TextInput
            label={runText.healthCommand}
            description={runText.healthCommandWhy}
            placeholder={runText.healthExample}
            classNames={{ input: classes['mono'] ?? '' }}
            spellCheck={false}
            required
            {...form.getInputProps('healthCommand')}
          />
          <SimpleGrid cols={2}>
            <TextInput
              label={runText.healthInterval}
              placeholder={runText.durationWhy}
              {...form.getInputProps('healthInterval')}
            />
            <TextInput
              label={runText.healthTimeout}
              placeholder={runText.durationWhy}
              {...form.getInputProps('healthTimeout')}
            />
            <TextInput
              label={runText.healthStartPeriod}
              placeholder={runText.durationWhy}
              {...form.getInputProps('healthStartPeriod')}
            />
            <TextInput
              label={runText.healthRetries}
              inputMode="numeric"
              {...form.getInputProps('healthRetries')}
            />
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}
