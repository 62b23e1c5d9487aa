// Ports: which of this computer's leads to which of the container's; who holds one is said while it is typed.

import { Anchor, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { runText } from '../../../text/run.ts';
import { plainText } from '../../../ui/format.ts';
import { RowList } from './row-list.tsx';
import { parsePort } from './rows-to-spec.ts';
import classes from './run.module.css';
import type { SectionProps } from './run-form-api.ts';
import { newPort, type PortRow } from './run-values.ts';
import { usePortHolder } from './use-port-holder.ts';

export function PortsSection({ form, machine }: SectionProps) {
  const { ports } = form.values;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {runText.portsWhy}
      </Text>
      <RowList
        rows={ports}
        render={(row, index) => <PortFields form={form} machine={machine} row={row} index={index} />}
        addLabel={runText.addPort}
        onAdd={() => form.insertListItem('ports', newPort())}
        onRemove={(index) => form.removeListItem('ports', index)}
      />
      <Checkbox label={runText.publishAll} {...form.getInputProps('publishAll', { type: 'checkbox' })} />
    </Stack>
  );
}

type PortFieldsProps = SectionProps & { row: PortRow; index: number };

function PortFields({ form, machine, row, index }: PortFieldsProps) {
  const number = index + 1;
  const hostPort = form.getInputProps(`ports.${index}.hostPort`);
  const held = usePortHolder(machine, parsePort(row.hostPort), row.protocol);
  const takeNext = (port: number) => form.setFieldValue(`ports.${index}.hostPort`, String(port));
  return (
    <div className={classes['grow']}>
      <div className={classes['rowFields']}>
        <TextInput
          w={130}
          aria-label={`${runText.hostAddress} ${number}`}
          placeholder="127.0.0.1"
          {...form.getInputProps(`ports.${index}.hostAddress`)}
        />
        <TextInput
          className={classes['grow'] ?? ''}
          aria-label={`${runText.hostPort} ${number}`}
          placeholder={`${runText.hostPort}: ${runText.anyPort}`}
          inputMode="numeric"
          {...hostPort}
          error={hostPort.error ?? held !== undefined}
        />
        <TextInput
          className={classes['grow'] ?? ''}
          aria-label={`${runText.containerPort} ${number}`}
          placeholder={runText.containerPort}
          inputMode="numeric"
          {...form.getInputProps(`ports.${index}.containerPort`)}
        />
        <Select
          w={84}
          aria-label={`${runText.protocol} ${number}`}
          data={['tcp', 'udp', 'sctp']}
          allowDeselect={false}
          {...form.getInputProps(`ports.${index}.protocol`)}
        />
      </div>
      {held !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert" data-port-held={row.hostPort}>
          {runText.portHeld(row.hostPort, plainText(held.holder))}{' '}
          {held.nextFree !== undefined && (
            <Anchor component="button" type="button" size="xs" onClick={() => takeNext(held.nextFree ?? 0)}>
              {runText.takePort(held.nextFree)}
            </Anchor>
          )}
        </Text>
      )}
    </div>
  );
}
