// Which part of a log's time is shown.

import { Group, Select, Text, TextInput } from '@mantine/core';
import { logsText } from '../../../../text/container-logs.ts';
import { isRangeWrong, type LogRange, type RangeKind } from './log-request.ts';

const KINDS: readonly RangeKind[] = ['newest', 'all', 'minutes', 'hour', 'day', 'between'];

export function LogRangeField({ range, onChange }: { range: LogRange; onChange(range: LogRange): void }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        size="xs"
        w={190}
        aria-label={logsText.range}
        allowDeselect={false}
        value={range.kind}
        data={KINDS.map((kind) => ({ value: kind, label: logsText.ranges[kind] }))}
        onChange={(value) => {
          const kind = KINDS.find((one) => one === value);
          if (kind !== undefined) onChange({ ...range, kind });
        }}
      />
      {range.kind === 'between' && (
        <>
          <Moment
            label={logsText.from}
            value={range.from}
            onChange={(from) => onChange({ ...range, from })}
          />
          <Moment label={logsText.to} value={range.to} onChange={(to) => onChange({ ...range, to })} />
          {isRangeWrong(range) && (
            <Text size="xs" c="red" role="alert">
              {logsText.rangeWrong}
            </Text>
          )}
        </>
      )}
    </Group>
  );
}

function Moment({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      step={1}
      aria-label={label}
      title={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
