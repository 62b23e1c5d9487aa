// The machine's sizes, accelerator and port, changed as `slipway config set` does it.

import { Alert, Button, Card, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { HostDescription } from '../../../preload/contract/host.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { machineText } from '../../text/machine.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatMemory } from '../../ui/format.ts';
import { restartMachine } from './machine-commands.ts';
import { changedWishes, type SettingValues } from './wishes.ts';

const text = machineText.settings;

export type SaveOutcome = { kind: 'saved'; needsRestart: boolean } | { kind: 'failed'; error: WireError };

interface SizesFormProps {
  machine: MachineSummary;
  host: HostDescription;
  settings: SettingValues;
  outcome: SaveOutcome | undefined;
  onOutcome(outcome: SaveOutcome | undefined): void;
}

export function SizesForm({ machine, host, settings, outcome, onOutcome }: SizesFormProps) {
  const form = useForm({ initialValues: settings });
  const save = form.onSubmit(async (values) => {
    try {
      const wishes = { machine: machine.name, settings: changedWishes(settings, values) };
      const { needsRestart } = await api().machines.changeSettings(wishes);
      onOutcome({ kind: 'saved', needsRestart });
    } catch (thrown) {
      onOutcome({ kind: 'failed', error: toWireError(thrown) });
    }
  });
  const restart = () => {
    onOutcome(undefined);
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
