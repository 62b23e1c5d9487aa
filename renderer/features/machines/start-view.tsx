// A start as it happens: each stage with its measured time, what was noticed on the way, and why it failed.

import { Alert, Button, Loader, Stack, Table, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { machineText } from '../../text/machine.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/format.ts';
import { followStart, type StageView, type StartView } from './starts.ts';

export function StartStages({ machine, view }: { machine: MachineName; view: StartView }) {
  return (
    <Stack gap="md" maw={760}>
      <Table aria-label={machineText.stages} verticalSpacing="xs">
        <Table.Tbody>
          {view.stages.map((stage) => (
            <StageRow key={stage.stage} stage={stage} />
          ))}
        </Table.Tbody>
      </Table>
      {view.notices.map((notice) => (
        <Alert key={notice} color="yellow" p="xs">
          {plainText(notice)}
        </Alert>
      ))}
      {view.error !== undefined && (
        <>
          <ErrorNote title={machineText.startFailed} error={view.error} />
          <Button w="fit-content" onClick={() => void followStart(machine)}>
            {machineText.tryAgain}
          </Button>
        </>
      )}
    </Stack>
  );
}

function StageRow({ stage: { stage, state, text, ms } }: { stage: StageView }) {
  return (
    <Table.Tr data-stage={stage} data-stage-state={state}>
      <Table.Td w={36}>
        <StageMark state={state} />
      </Table.Td>
      <Table.Td w={140} fw={state === 'waiting' ? 400 : 600} c={state === 'waiting' ? 'dimmed' : undefined}>
        {machineText.stage[stage]}
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed">
          {plainText(text)}
        </Text>
      </Table.Td>
      <Table.Td w={80} ta="end">
        {ms === undefined ? '' : machineText.seconds(ms)}
      </Table.Td>
    </Table.Tr>
  );
}

function StageMark({ state }: Pick<StageView, 'state'>) {
  if (state === 'active') return <Loader size={18} aria-label={machineText.underWay} />;
  if (state === 'waiting') return null;
  const Icon = state === 'done' ? IconCheck : IconX;
  return (
    <ThemeIcon size={20} radius="xl" color={state === 'done' ? 'teal' : 'red'}>
      <Icon size={14} aria-label={state === 'done' ? machineText.done : machineText.failed} />
    </ThemeIcon>
  );
}
