// A container's limits and restart policy, changed while it runs.

import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toWireError, type WireError } from '../../../../../preload/contract/errors.ts';
import { RestartPolicy } from '../../../../../preload/contract/run-spec.ts';
import { detailsText } from '../../../../text/container-details.ts';
import { CommandLine } from '../../../../ui/command-line.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { plainText } from '../../../../ui/format.ts';
import { WarningNote } from '../../../../ui/warning-note.tsx';
import {
  limitChange,
  limitFaults,
  updateLine,
  type LimitChange,
  type Fault,
  type LimitFields,
} from './limits.ts';

interface LimitsFormProps {
  name: string;
  before: LimitFields;
  /** @returns what the engine warns of */
  update(change: LimitChange): Promise<readonly string[]>;
}

type Outcome = { kind: 'done'; warnings: readonly string[] } | { kind: 'failed'; error: WireError };

const POLICIES = RestartPolicy.shape.name.options;

export function LimitsForm({ name, before, update }: LimitsFormProps) {
  const [fields, setFields] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const faults = limitFaults(before, fields);
  const change = limitChange(before, fields);
  const apply = async (wanted: LimitChange) => {
    setBusy(true);
    try {
      setOutcome({ kind: 'done', warnings: await update(wanted) });
    } catch (thrown) {
      setOutcome({ kind: 'failed', error: toWireError(thrown) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (change !== undefined && faults.size === 0) void apply(change);
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {detailsText.limitsWhy}
        </Text>
        <Fields fields={fields} faults={faults} onChange={(part) => setFields({ ...fields, ...part })} />
        <Restart fields={fields} onChange={(part) => setFields({ ...fields, ...part })} />
        {change !== undefined && faults.size === 0 && <CommandLine line={updateLine(name, change)} />}
        {outcome !== undefined && <Told outcome={outcome} />}
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={isBusy} disabled={change === undefined || faults.size > 0}>
            {detailsText.apply}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  fields: LimitFields;
  faults: ReadonlyMap<keyof LimitFields, Fault>;
  onChange(part: Partial<LimitFields>): void;
}

const AMOUNTS = [
  { key: 'memory', hint: detailsText.memoryHint, wrong: detailsText.memoryWrong },
  { key: 'cpus', hint: detailsText.cpusHint, wrong: detailsText.cpusWrong },
  { key: 'pids', hint: detailsText.pidsHint, wrong: detailsText.pidsWrong },
] as const;

function Fields({ fields, faults, onChange }: FieldsProps) {
  return (
    <SimpleGrid cols={3} spacing="sm">
      {AMOUNTS.map(({ key, hint, wrong }) => (
        <TextInput
          key={key}
          size="xs"
          label={detailsText[key]}
          placeholder={hint}
          value={fields[key]}
          error={faultText(faults.get(key), wrong)}
          onChange={({ currentTarget }) => onChange({ [key]: currentTarget.value.trim() })}
        />
      ))}
    </SimpleGrid>
  );
}

function faultText(fault: Fault | undefined, wrong: string): string | undefined {
  if (fault === undefined) return undefined;
  return fault === 'wrong' ? wrong : detailsText.notLifted;
}

function Restart({ fields, onChange }: Omit<FieldsProps, 'faults'>) {
  return (
    <SimpleGrid cols={2} spacing="sm">
      <Select
        size="xs"
        label={detailsText.restart}
        allowDeselect={false}
        value={fields.restart}
        data={POLICIES.map((policy) => ({ value: policy, label: detailsText.policies[policy] }))}
        onChange={(value) => {
          const restart = POLICIES.find((policy) => policy === value);
          if (restart !== undefined) onChange({ restart });
        }}
      />
      {fields.restart === 'on-failure' && (
        <TextInput
          size="xs"
          label={detailsText.retries}
          placeholder={detailsText.retriesHint}
          value={fields.retries}
          onChange={({ currentTarget }) => onChange({ retries: currentTarget.value.trim() })}
        />
      )}
    </SimpleGrid>
  );
}

function Told({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === 'failed') return <ErrorNote title={detailsText.notApplied} error={outcome.error} />;
  return (
    <>
      <Text size="sm" role="status">
        {detailsText.applied}
      </Text>
      {outcome.warnings.length > 0 && (
        <WarningNote title={detailsText.warnings}>
          {outcome.warnings.map((warning) => (
            <Text key={warning} size="sm">
              {plainText(warning)}
            </Text>
          ))}
        </WarningNote>
      )}
    </>
  );
}
