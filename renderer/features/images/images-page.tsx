// Every image of the machine, found, sorted and acted on.

import { useState } from 'react';
import { useStore } from 'zustand';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { imageRows } from '../../client/lists.ts';
import { frameText } from '../../text/frame.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { plainText } from '../../ui/format.ts';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';

const COLUMNS: readonly Column<ImageRow>[] = [
  { key: 'name', title: frameText.images, width: '1fr', render: (row) => plainText(row.tags.join(', ')) },
];

export function ImagesPage() {
  const { phase, all } = useStore(imageRows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <Page title={frameText.images}>
      <NeedsMachine phase={phase}>
        <DataTable
          label={frameText.images}
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
