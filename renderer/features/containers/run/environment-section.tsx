// Variables and labels: typed one by one, or pasted as lines.

import { ActionIcon, Button, Stack, TagsInput, Text, TextInput, Tooltip } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { runText } from '../../../text/run.ts';
import { askEnvLines } from './ask-env-lines.tsx';
import { looksLikeEnvLines, parseEnvLines, type PastedVariable } from './env-lines.ts';
import { withVariables } from './merge-env.ts';
import { RowList } from './row-list.tsx';
import classes from './run.module.css';
import type { RunFormApi, SectionProps } from './run-form-api.ts';
import { newEnv, newLabel, type EnvRow } from './run-values.ts';

export function EnvironmentSection({ form }: SectionProps) {
  const { env } = form.values;
  const add = (variables: readonly PastedVariable[]) =>
    form.setFieldValue('env', withVariables(form.getValues().env, variables));
  return (
    <Stack gap="lg">
      <Stack gap={6} role="group" aria-label={runText.env}>
        <Text size="sm" fw={500}>
          {runText.env}
        </Text>
        <RowList
          rows={env}
          render={(row, index) => <EnvFields form={form} row={row} index={index} onPaste={add} />}
          addLabel={runText.addEnv}
          onAdd={() => form.insertListItem('env', newEnv())}
          onRemove={(index) => form.removeListItem('env', index)}
          more={
            <Button size="xs" variant="subtle" onClick={() => askEnvLines(add)}>
              {runText.pasteEnv}
            </Button>
          }
        />
      </Stack>
      <TagsInput
        label={runText.envFiles}
        description={runText.envFilesWhy}
        splitChars={['\n']}
        acceptValueOnBlur
        {...form.getInputProps('envFiles')}
      />
      <Labels form={form} />
    </Stack>
  );
}

function Labels({ form }: Pick<SectionProps, 'form'>) {
  return (
    <Stack gap={6} role="group" aria-label={runText.labels}>
      <Text size="sm" fw={500}>
        {runText.labels}
      </Text>
      <RowList
        rows={form.values.labels}
        render={(_row, index) => (
          <>
            <TextInput
              className={classes['grow'] ?? ''}
              aria-label={`${runText.labelName} ${index + 1}`}
              placeholder={runText.labelName}
              {...form.getInputProps(`labels.${index}.name`)}
            />
            <TextInput
              className={classes['grow'] ?? ''}
              aria-label={`${runText.labelValue} ${index + 1}`}
              placeholder={runText.labelValue}
              {...form.getInputProps(`labels.${index}.value`)}
            />
          </>
        )}
        addLabel={runText.addLabel}
        onAdd={() => form.insertListItem('labels', newLabel())}
        onRemove={(index) => form.removeListItem('labels', index)}
      />
    </Stack>
  );
}

interface EnvFieldsProps {
  form: RunFormApi;
  row: EnvRow;
  index: number;
  onPaste(variables: readonly PastedVariable[]): void;
}

function EnvFields({ form, row, index, onPaste }: EnvFieldsProps) {
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!looksLikeEnvLines(text)) return;
    event.preventDefault();
    onPaste(parseEnvLines(text));
  };
  return (
    <>
      <TextInput
        className={classes['grow'] ?? ''}
        classNames={{ input: classes['mono'] ?? '' }}
        aria-label={`${runText.envName} ${index + 1}`}
        placeholder={runText.envName}
        spellCheck={false}
        onPaste={paste}
        {...form.getInputProps(`env.${index}.name`)}
      />
      <TextInput
        className={classes['grow'] ?? ''}
        classNames={{ input: classes['mono'] ?? '' }}
        aria-label={`${runText.envValue} ${index + 1}`}
        placeholder={row.inherits ? runText.envInherited : runText.envValue}
        spellCheck={false}
        {...form.getInputProps(`env.${index}.value`)}
        disabled={row.inherits}
        {...(row.inherits ? { value: '' } : {})}
      />
      <Tooltip label={runText.envInherits}>
        <ActionIcon
          mt={4}
          variant={row.inherits ? 'light' : 'subtle'}
          aria-label={`${runText.envInherits} (${index + 1})`}
          aria-pressed={row.inherits}
          onClick={() => form.setFieldValue(`env.${index}.inherits`, !row.inherits)}
        >
          <IconDeviceDesktop size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
