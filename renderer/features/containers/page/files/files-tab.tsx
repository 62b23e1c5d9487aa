// The files of a container, whether it runs or not; and, as a second view, what differs from its image.

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { filesText } from '../../../../text/container-files.ts';
import { BrowseView } from './browse-view.tsx';
import { ChangesView } from './changes-view.tsx';

export function FilesTab({ row }: { row: ContainerRow }) {
  const [view, setView] = useState<'browse' | 'changes'>('browse');
  const [folder, setFolder] = useState('/');
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={filesText.view}
      value={view}
      onChange={(next) => setView(next === 'changes' ? 'changes' : 'browse')}
      data={[
        { value: 'browse', label: filesText.browse },
        { value: 'changes', label: filesText.changes },
      ]}
    />
  );
  return view === 'browse' ? (
    <BrowseView row={row} choice={choice} folder={folder} onFolder={setFolder} />
  ) : (
    <ChangesView row={row} choice={choice} />
  );
}
