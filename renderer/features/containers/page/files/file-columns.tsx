// How a folder's entries are shown: folders first, then by name.

import { IconCpu, IconFile, IconFolderFilled, IconLink, type TablerIcon } from '@tabler/icons-react';
import type { FileEntry } from '../../../../../preload/contract/containers.ts';
import { filesText } from '../../../../text/container-files.ts';
import type { Column } from '../../../../ui/data-table.tsx';
import { formatBytes, formatMoment, plainText } from '../../../../ui/format.ts';
import classes from './files.module.css';

const ICONS: Readonly<Record<FileEntry['kind'], TablerIcon>> = {
  folder: IconFolderFilled,
  file: IconFile,
  link: IconLink,
  other: IconCpu,
};

export const FILE_COLUMNS: readonly Column<FileEntry>[] = [
  {
    key: 'name',
    title: filesText.name,
    width: 'minmax(200px, 3fr)',
    sortBy: ({ kind, name }) => `${kind === 'folder' ? 0 : 1}${name}`,
    render: (entry) => <EntryName entry={entry} />,
  },
  {
    key: 'size',
    title: filesText.size,
    width: '110px',
    align: 'end',
    sortBy: ({ sizeBytes }) => sizeBytes,
    render: ({ kind, sizeBytes }) => (kind === 'file' ? formatBytes(sizeBytes) : ''),
  },
  {
    key: 'mode',
    title: filesText.mode,
    width: '120px',
    sortBy: ({ mode }) => mode,
    render: ({ mode }) => <span className={classes['mono']}>{mode}</span>,
  },
  {
    key: 'modified',
    title: filesText.modified,
    width: '180px',
    sortBy: ({ modifiedMs }) => modifiedMs,
    render: ({ modifiedMs }) => formatMoment(modifiedMs),
  },
];

function EntryName({ entry: { kind, name, linkTarget } }: { entry: FileEntry }) {
  const Icon = ICONS[kind];
  return (
    <div className={classes['name']} data-kind={kind}>
      <Icon size={16} stroke={1.7} title={filesText.kinds[kind]} />
      <span>
        {plainText(name)}
        {linkTarget !== undefined && <span className={classes['target']}> → {plainText(linkTarget)}</span>}
      </span>
    </div>
  );
}
