// Who the program is in there, and what it may do.

import { Checkbox, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { runText } from '../../../text/run.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { SectionProps } from './run-form-api.ts';

export function SecuritySection({ form }: SectionProps) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={2}>
        <TextInput label={runText.user} description={runText.userWhy} {...form.getInputProps('user')} />
        <TextInput
          label={runText.workdir}
          description={runText.workdirWhy}
          {...form.getInputProps('workdir')}
        />
        <TagsInput
          label={runText.capAdd}
          data={CAPABILITIES}
          acceptValueOnBlur
          maxDropdownHeight={220}
          {...form.getInputProps('capAdd')}
        />
        <TagsInput
          label={runText.capDrop}
          data={CAPABILITIES}
          acceptValueOnBlur
          maxDropdownHeight={220}
          {...form.getInputProps('capDrop')}
        />
      </SimpleGrid>
      <Checkbox label={runText.privileged} {...form.getInputProps('privileged', { type: 'checkbox' })} />
    </Stack>
  );
}
