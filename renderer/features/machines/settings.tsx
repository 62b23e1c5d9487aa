// The machine's settings: sizes, accelerator, port; its certificates; and its end.

import {
  Alert,
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { HostDescription } from '../../../preload/contract/host.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { machineText } from '../../text/machine.ts';
import { confirmLoss } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatMemory } from '../../ui/format.ts';
import { machineCommand, removeMachine, restartMachine } from './machine-commands.ts';
import { changedWishes, settingsOf } from './wishes.ts';

const text = machineText.settings;

export function Settings({ machine, host }: { machine: MachineSummary; host: HostDescription }) {
  return (
    <Stack gap="md" maw={640}>
      <Sizes machine={machine} host={host} />
      <Certificates machine={machine} />
      {host.features.startAtLogin && <StartAtLogin />}
      <Removal machine={machine} />
    </Stack>
  );
}

type Outcome = { kind: 'saved'; needsRestart: boolean } | { kind: 'failed'; error: WireError };

function Sizes({ machine, host }: { machine: MachineSummary; host: HostDescription }) {
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
  const ofHost = text.ofHost(`${host.cpus} processors, ${formatMemory(host.memoryMiB * 1024 ** 2)}`);
  return (
    <Card withBorder component="form" onSubmit={save}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {ofHost}
        </Text>
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
        <Button type="submit" w="fit-content">
          {text.save}
        </Button>
        {outcome?.kind === 'failed' && <ErrorNote title={text.save} error={outcome.error} />}
        {outcome?.kind === 'saved' && (
          <Alert color={outcome.needsRestart ? 'yellow' : 'teal'} role="status">
            {text.saved} {outcome.needsRestart && text.needsRestart}
            {outcome.needsRestart && (
              <Button
                mt="xs"
                display="block"
                size="xs"
                variant="default"
                onClick={() => {
                  setOutcome(undefined);
                  void restartMachine(machine.name);
                }}
              >
                {text.restartNow}
              </Button>
            )}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}

function Certificates({ machine: { name, certificatesExpireAt } }: { machine: MachineSummary }) {
  const renew = () =>
    runTask(text.renew, machineCommand('certs renew', name), async () => {
      const { expireAt } = await api().machines.renewCertificates({ machine: name });
      return text.renewed(expireAt.slice(0, 10));
    });
  return (
    <Card withBorder>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={2} size="h6">
            {machineText.overview.certificates} {certificatesExpireAt?.slice(0, 10)}
          </Title>
          <Text size="sm" c="dimmed">
            {text.renewWhy}
          </Text>
        </div>
        <Button variant="default" flex="none" onClick={() => void renew()}>
          {text.renew}
        </Button>
      </Group>
    </Card>
  );
}

function StartAtLogin() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    void api()
      .host.startAtLogin({})
      .then(setWanted, () => {});
  }, []);
  return (
    <Checkbox
      label={text.startAtLogin}
      checked={wanted}
      onChange={({ currentTarget }) =>
        void api()
          .host.startAtLogin({ wanted: currentTarget.checked })
          .then(setWanted, () => {})
      }
    />
  );
}

function Removal({ machine: { name } }: { machine: MachineSummary }) {
  const ask = () =>
    confirmLoss({
      title: text.removeTitle(name),
      body: text.removeBody,
      command: machineCommand('delete', name),
      confirm: machineText.remove,
      onConfirm: () => void removeMachine(name),
    });
  return (
    <Card withBorder>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={2} size="h6">
            {text.danger}
          </Title>
          <Text size="sm" c="dimmed">
            {text.dangerWhy}
          </Text>
        </div>
        <Button color="red" variant="outline" flex="none" onClick={ask}>
          {machineText.remove}
        </Button>
      </Group>
    </Card>
  );
}
