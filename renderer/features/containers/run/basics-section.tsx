// What runs: the image, the container's name, the program.

import { Autocomplete, Checkbox, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { imageRows } from '../../../client/lists.ts';
import { runText } from '../../../text/run.ts';
import { isImageHere } from './image-here.ts';
import classes from './run.module.css';
import type { SectionProps } from './run-form-api.ts';

const MOST_OFFERED = 30;

export function BasicsSection({ form }: SectionProps) {
  const { phase, all } = useStore(imageRows);
  const tags = useMemo(() => [...new Set(all.flatMap((image) => image.tags))].sort(), [all]);
  const image = form.values.image.trim();
  const isAway = phase === 'live' && image !== '' && !isImageHere(image, all);
  const mono = { input: classes['mono'] ?? '' };
  return (
    <Stack gap="md">
      <SimpleGrid cols={2}>
        <Autocomplete
          label={runText.image}
          description={isAway ? runText.imageAway : runText.imageWhy}
          data={tags}
          limit={MOST_OFFERED}
          required
          spellCheck={false}
          {...form.getInputProps('image')}
        />
        <TextInput
          label={runText.name}
          description={runText.nameWhy}
          spellCheck={false}
          {...form.getInputProps('name')}
        />
      </SimpleGrid>
      <TextInput
        label={runText.command}
        description={runText.commandWhy}
        classNames={mono}
        spellCheck={false}
        {...form.getInputProps('command')}
      />
      <TextInput
        label={runText.entrypoint}
        description={runText.entrypointWhy}
        classNames={mono}
        spellCheck={false}
        {...form.getInputProps('entrypoint')}
      />
      <SimpleGrid cols={2} verticalSpacing="xs">
        <Checkbox label={runText.interactive} {...form.getInputProps('interactive', { type: 'checkbox' })} />
        <Checkbox label={runText.tty} {...form.getInputProps('tty', { type: 'checkbox' })} />
        <Checkbox label={runText.autoRemove} {...form.getInputProps('autoRemove', { type: 'checkbox' })} />
        <Checkbox label={runText.init} {...form.getInputProps('init', { type: 'checkbox' })} />
      </SimpleGrid>
    </Stack>
  );
}
