// How a terminal uses the machine: the exports for each shell, and the docker context.

import { Button, Card, Code, CopyButton, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Shell, type HostDescription } from '../../../preload/contract/host.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { machineText } from '../../text/machine.ts';
import { CommandLine } from '../../ui/command-line.tsx';

const text = machineText.connect;

export function Connect({ machine, host }: { machine: MachineSummary; host: HostDescription }) {
  const [shell, setShell] = useState<Shell>(host.shell);
  const [environment, setEnvironment] = useState<{ text: string; load: string }>();
  const { name, url } = machine;
  useEffect(() => {
    const asked = new AbortController();
    api()
      .machines.environment({ machine: name, shell }, asked.signal)
      .then(setEnvironment, () => setEnvironment(undefined));
    return () => asked.abort();
  }, [name, shell, url]);
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5">
          {text.title}
        </Title>
        <Select
          aria-label={text.shell}
          data={Shell.options}
          value={shell}
          onChange={(value) => setShell(Shell.catch(shell).parse(value))}
          w={140}
          allowDeselect={false}
        />
      </Group>
      {environment !== undefined && (
        <Stack gap="sm">
          <Code block tabIndex={0} data-exports>
            {environment.text.trimEnd()}
          </Code>
          <Group gap="xs">
            <CopyExports exports={environment.text} />
            {host.features.openTerminal && <OpenTerminal machine={name} />}
          </Group>
          <Lines load={environment.load} context={machine.context} />
        </Stack>
      )}
    </Card>
  );
}

function CopyExports({ exports }: { exports: string }) {
  return (
    <CopyButton value={exports} timeout={1500}>
      {({ copied, copy }) => (
        <Button
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          variant="light"
        >
          {copied ? text.copied : text.copyExports}
        </Button>
      )}
    </CopyButton>
  );
}

function OpenTerminal({ machine }: { machine: MachineName }) {
  const open = () => runTask(text.openTerminal, undefined, () => api().host.openTerminal({ machine }));
  return (
    <Button variant="default" leftSection={<IconTerminal2 size={16} />} onClick={() => void open()}>
      {text.openTerminal}
    </Button>
  );
}

function Lines({ load, context }: { load: string; context: string }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        {text.once}
      </Text>
      <CommandLine line={load} />
      <Text size="sm" c="dimmed">
        {text.always}
      </Text>
      <CommandLine line={`docker context use ${context}`} />
    </>
  );
}
