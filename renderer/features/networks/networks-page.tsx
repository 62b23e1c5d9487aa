// Every network of the machine, found, sorted and acted on.

import { useState } from 'react';
import { useStore } from 'zustand';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { networkRows } from '../../client/lists.ts';
import { frameText } from '../../text/frame.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { plainText } from '../../ui/format.ts';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';

const COLUMNS: readonly Column<NetworkRow>[] = [
  { key: 'name', title: frameText.networks, width: '1fr', render: (row) => plainText(row.name) },
];

export function NetworksPage(_: { open?: string }) {
  const { phase, all } = useStore(networkRows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <Page title={frameText.networks}>
      <NeedsMachine phase={phase}>
        <DataTable
          label={frameText.networks}
          rows={all}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          selected={selected}
          onSelect={setSelected}
        />
      </NeedsMachine>
    </Page>
  );
}
