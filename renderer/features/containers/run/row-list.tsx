// Fields that come in rows: each with a button that takes it away, and below them one that adds another.

import { ActionIcon, Button, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { runText } from '../../../text/run.ts';
import classes from './run.module.css';

interface RowListProps<Row> {
  rows: readonly Row[];
  /** The fields of one row. */
  render(row: Row, index: number): ReactNode;
  addLabel: string;
  onAdd(): void;
  onRemove(index: number): void;
  /** Beside the button that adds. */
  more?: ReactNode;
}

export function RowList<Row extends { key: string }>(props: RowListProps<Row>) {
  const { rows, render, addLabel, onAdd, onRemove, more } = props;
  return (
    <Stack gap={8}>
      {rows.map((row, index) => (
        <div key={row.key} className={classes['rowFields']}>
          {render(row, index)}
          <ActionIcon
            mt={4}
            aria-label={`${runText.removeRow} (${index + 1})`}
            onClick={() => onRemove(index)}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes['rowFields']}>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
          {addLabel}
        </Button>
        {more}
      </div>
    </Stack>
  );
}
