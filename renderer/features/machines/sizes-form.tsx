// The machine's sizes, accelerator and port, changed as `slipway config set` does it.

import { Alert, Button, Card, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { HostDescription } from '../../../preload/contract/host.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { machineText } from '../../text/machine.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatMemory } from '../../ui/format.ts';
import { restartMachine } from './machine-commands.ts';
import { changedWishes, settingsOf, type SettingValues } from './wishes.ts';

const text = machineText.settings;

type Outcome = { kind: 'saved'; needsRestart: boolean } | { kind: 'failed'; error: WireError };

export function SizesForm({ machine, host }: { machine: MachineSummary; host: HostDescription }) {
  const form = useForm({ initialValues: settingsOf(machine) });
  const [outcome, setOutcome] = useState<Outcome>();
  const save = form.onSubmit(async (values) => {
    try {
      const settings = changedWishes(settingsOf(machine), values);
      const { needsRestart } = await api().machines.changeSettings({ machine: machine.name, settings });
      setOutcome({ kind: 'saved', needsRestart });
    } catch (thrown) {
      setOutcome({ kind: 'failed', error: toWireError(thrown) });
    }
  });
  const restart = () => {
    setOutcome(undefined);
    void restartMachine(machine.name);
  };
  return (
    <Card withBorder component="form" onSubmit={save}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text.ofHost(host.cpus, formatMemory(host.memoryMiB * 1024 ** 2))}
        </Text>
        <Fields form={form} host={host} />
        <Button type="submit" w="fit-content">
          {text.save}
        </Button>
        {outcome?.kind === 'failed' && <ErrorNote title={text.save} error={outcome.error} />}
        {outcome?.kind === 'saved' && <Saved needsRestart={outcome.needsRestart} onRestart={restart} />}
      </Stack>
    </Card>
  );
}

function Fields({ form, host }: { form: UseFormReturnType<SettingValues>; host: HostDescription }) {
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label={text.cpus}
          min={1}
          max={host.cpus}
          allowDecimal={false}
          {...form.getInputProps('cpus')}
        />
        <TextInput label={text.memory} {...form.getInputProps('memory')} />
        <TextInput label={text.disk} {...form.getInputProps('disk')} />
      </Group>
      <Text size="xs" c="dimmed">
        {text.diskHint}
      </Text>
      <Group grow align="flex-start">
        <Select
          label={text.accelerator}
          data={['auto', 'hvf', 'kvm', 'tcg']}
          allowDeselect={false}
          {...form.getInputProps('accelerator')}
        />
        <NumberInput
          label={text.port}
          min={1024}
          max={65_535}
          allowDecimal={false}
          thousandSeparator=""
          {...form.getInputProps('port')}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {text.acceleratorHint} {text.portHint}
      </Text>
    </>
  );
}

function Saved({ needsRestart, onRestart }: { needsRestart: boolean; onRestart(): void }) {
  return (
    <Alert color={needsRestart ? 'yellow' : 'teal'} role="status">
      {text.saved} {needsRestart && text.needsRestart}
      {needsRestart && (
        <Button mt="xs" display="block" size="xs" variant="default" onClick={onRestart}>
          {text.restartNow}
        </Button>
      )}
    </Alert>
  );
}
