// The machine's settings: sizes, accelerator, port; its certificates; and its end.

import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { slipwayLine } from '../../../preload/contract/command-line.ts';
import type { HostDescription } from '../../../preload/contract/host.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { machineText } from '../../text/machine.ts';
import { confirmLoss } from '../../ui/confirm.tsx';
import { removeMachine } from './machine-commands.ts';
import { SizesForm, type SaveOutcome } from './sizes-form.tsx';
import { settingsOf } from './wishes.ts';

const text = machineText.settings;

export function Settings({ machine, host }: { machine: MachineSummary; host: HostDescription }) {
  // Here, for it outlives the form: that begins anew with the settings that were saved, or that somebody else changed.
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const settings = settingsOf(machine);
  return (
    <Stack gap="md" maw={640}>
      <SizesForm
        key={Object.values(settings).join(' ')}
        {...{ machine, host, settings, outcome }}
        onOutcome={setOutcome}
      />
      <Certificates machine={machine} />
      {host.features.startAtLogin && <StartAtLogin />}
      <Removal machine={machine} />
    </Stack>
  );
}

function Certificates({ machine: { name, certificatesExpireAt } }: { machine: MachineSummary }) {
  const renew = () =>
    runTask(text.renew, slipwayLine('certs renew', name), async () => {
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
      command: slipwayLine('delete', name),
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
