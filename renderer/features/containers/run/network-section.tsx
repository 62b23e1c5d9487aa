// Network: which one it is on, what it is called there, what it can find by name.

import { Autocomplete, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { networkRows } from '../../../client/lists.ts';
import { runText } from '../../../text/run.ts';
import type { SectionProps } from './run-form-api.ts';

export function NetworkSection({ form }: SectionProps) {
  const networks = useStore(networkRows, ({ all }) => all);
  const names = useMemo(() => networks.map(({ name }) => name).sort(), [networks]);
  return (
    <Stack gap="md">
      <SimpleGrid cols={2}>
        <Autocomplete
          label={runText.network}
          description={runText.networkWhy}
          placeholder={runText.networkDefault}
          data={names}
          {...form.getInputProps('network')}
        />
        <TextInput
          label={runText.hostname}
          description={runText.nameWhy}
          {...form.getInputProps('hostname')}
        />
      </SimpleGrid>
      <SimpleGrid cols={2}>
        <TagsInput
          label={runText.extraHosts}
          description={runText.extraHostsWhy}
          acceptValueOnBlur
          {...form.getInputProps('extraHosts')}
        />
        <TagsInput
          label={runText.dns}
          description={runText.dnsWhy}
          acceptValueOnBlur
          {...form.getInputProps('dns')}
        />
      </SimpleGrid>
    </Stack>
  );
}
