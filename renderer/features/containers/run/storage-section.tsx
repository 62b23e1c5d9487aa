// Storage: volumes, folders of the machine, memory.

import { Autocomplete, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { volumeRows } from '../../../client/lists.ts';
import { runText } from '../../../text/run.ts';
import { RowList } from './row-list.tsx';
import classes from './run.module.css';
import type { RunFormApi, SectionProps } from './run-form-api.ts';
import { newMount, type MountRow } from './run-values.ts';

const KINDS = Object.entries(runText.mountKinds).map(([value, label]) => ({ value, label }));
const MOST_OFFERED = 30;

export function StorageSection({ form }: SectionProps) {
  const volumes = useStore(volumeRows, ({ all }) => all);
  const names = useMemo(() => volumes.map(({ name }) => name).sort(), [volumes]);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {runText.storageWhy}
      </Text>
      <RowList
        rows={form.values.mounts}
        render={(row, index) => <MountFields form={form} row={row} index={index} volumes={names} />}
        addLabel={runText.addMount}
        onAdd={() => form.insertListItem('mounts', newMount())}
        onRemove={(index) => form.removeListItem('mounts', index)}
      />
      <Checkbox label={runText.readOnly} {...form.getInputProps('readOnly', { type: 'checkbox' })} />
    </Stack>
  );
}

interface MountFieldsProps {
  form: RunFormApi;
  row: MountRow;
  index: number;
  volumes: string[];
}

function MountFields({ form, row, index, volumes }: MountFieldsProps) {
  const number = index + 1;
  return (
    <>
      <Select
        w={104}
        aria-label={`${runText.mountKind} ${number}`}
        data={KINDS}
        allowDeselect={false}
        {...form.getInputProps(`mounts.${index}.kind`)}
      />
      <MountSource form={form} row={row} index={index} volumes={volumes} />
      <TextInput
        className={classes['grow'] ?? ''}
        aria-label={`${runText.mountTarget} ${number}`}
        placeholder={runText.mountTarget}
        {...form.getInputProps(`mounts.${index}.target`)}
      />
      <Checkbox
        mt={8}
        label={runText.mountReadOnly}
        aria-label={`${runText.mountReadOnly} ${number}`}
        {...form.getInputProps(`mounts.${index}.readOnly`, { type: 'checkbox' })}
      />
    </>
  );
}

function MountSource({ form, row, index, volumes }: MountFieldsProps) {
  if (row.kind === 'tmpfs') return null;
  const common = { className: classes['grow'] ?? '', ...form.getInputProps(`mounts.${index}.source`) };
  if (row.kind === 'bind') {
    const label = `${runText.bindFolder} ${index + 1}`;
    return <TextInput aria-label={label} placeholder={runText.bindFolder} {...common} />;
  }
  return (
    <Autocomplete
      aria-label={`${runText.volumeName} ${index + 1}`}
      placeholder={runText.volumeAny}
      data={volumes}
      limit={MOST_OFFERED}
      {...common}
    />
  );
}
