// Every volume of the machine, found, sorted and acted on.

import { useState } from 'react';
import { useStore } from 'zustand';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { volumeRows } from '../../client/lists.ts';
import { frameText } from '../../text/frame.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { plainText } from '../../ui/format.ts';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';

const COLUMNS: readonly Column<VolumeRow>[] = [
  { key: 'name', title: frameText.volumes, width: '1fr', render: (row) => plainText(row.name) },
];

export function VolumesPage(_: { open?: string | undefined }) {
  const { phase, all } = useStore(volumeRows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <Page title={frameText.volumes}>
      <NeedsMachine phase={phase}>
        <DataTable
          label={frameText.volumes}
          rows={all}
          columns={COLUMNS}
          keyOf={({ name }) => name}
          selected={selected}
          onSelect={setSelected}
        />
      </NeedsMachine>
    </Page>
  );
}
