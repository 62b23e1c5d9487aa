// How a terminal uses the machine: the exports for each shell, and the docker context.

import { Button, Card, Code, CopyButton, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Shell, type HostDescription } from '../../../preload/contract/host.ts';
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
  const openTerminal = () =>
    runTask(text.openTerminal, undefined, () => api().host.openTerminal({ machine: name }));
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
            <CopyButton value={environment.text} timeout={1500}>
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
            {host.features.openTerminal && (
              <Button
                variant="default"
                leftSection={<IconTerminal2 size={16} />}
                onClick={() => void openTerminal()}
              >
                {text.openTerminal}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {text.once}
          </Text>
          <CommandLine line={environment.load} />
          <Text size="sm" c="dimmed">
            {text.always}
          </Text>
          <CommandLine line={`docker context use ${machine.context}`} />
        </Stack>
      )}
    </Card>
  );
}
