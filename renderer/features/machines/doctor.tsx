// What the doctor finds: each finding with its cause and what to do about it.

import { Accordion, Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { Finding } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { machineText } from '../../text/machine.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/format.ts';

const text = machineText.doctor;
const COLOURS = { ok: 'teal', warning: 'yellow', problem: 'red' } as const;

export function Doctor({ machine }: { machine: MachineName }) {
  const [findings, setFindings] = useState<readonly Finding[]>();
  const [error, setError] = useState<WireError>();
  const look = useCallback(() => {
    setFindings(undefined);
    setError(undefined);
    api()
      .machines.doctor({ machine })
      .then(setFindings, (thrown: unknown) => setError(toWireError(thrown)));
  }, [machine]);
  useEffect(look, [look]);
  return (
    <Stack gap="sm" maw={820}>
      <Button
        w="fit-content"
        variant="default"
        leftSection={<IconStethoscope size={16} />}
        onClick={look}
        disabled={findings === undefined && error === undefined}
      >
        {text.run}
      </Button>
      {error !== undefined && <ErrorNote title={machineText.tabs.doctor} error={error} />}
      {findings === undefined && error === undefined && <Loader aria-label={text.running} />}
      {findings !== undefined && <Findings findings={findings} />}
    </Stack>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const troubles = findings.flatMap((finding) => (finding.status === 'ok' ? [] : [finding]));
  const well = findings.filter(({ status }) => status === 'ok');
  return (
    <>
      {troubles.length === 0 && <Text fw={600}>{text.allWell}</Text>}
      <Accordion variant="separated" multiple defaultValue={troubles.map(({ id }) => id)}>
        {troubles.map(({ id, status, title, cause, fix }) => (
          <Accordion.Item key={`${id} ${title}`} value={id}>
            <Accordion.Control>
              <Group gap="xs">
                <Badge color={COLOURS[status]}>{text.status[status]}</Badge>
                {plainText(title)}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Text size="sm">{plainText(cause)}</Text>
              <Text size="sm" mt={4}>
                <b>{text.fix}:</b> {plainText(fix)}
              </Text>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Stack gap={6}>
        {well.map(({ id, title }) => (
          <Group key={`${id} ${title}`} gap="xs">
            <Badge color={COLOURS.ok}>{text.status.ok}</Badge>
            <Text size="sm">{plainText(title)}</Text>
          </Group>
        ))}
      </Stack>
    </>
  );
}
