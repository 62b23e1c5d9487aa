// One folder of a container: opened, gone up from, downloaded from, uploaded to.

import { ActionIcon, Anchor, Button, Center, Loader } from '@mantine/core';
import { IconDownload, IconFolderOff, IconRefresh, IconUpload } from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import type { ContainerRow, FileEntry } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useAnswer } from '../../../../client/use-answer.ts';
import { filesText } from '../../../../text/container-files.ts';
import { words } from '../../../../text/words.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { plainText } from '../../../../ui/format.ts';
import { useMachineName } from '../../../machines/use-machine.ts';
import { FILE_COLUMNS } from './file-columns.tsx';
import classes from './files.module.css';
import { crumbsOf, joinPath } from './guest-path.ts';
import { askDownload, askUpload } from './transfers.tsx';

interface BrowseViewProps {
  row: ContainerRow;
  choice: ReactNode;
  folder: string;
  onFolder(folder: string): void;
}

const NONE: ReadonlySet<string> = new Set();

export function BrowseView({ row, choice, folder, onFolder }: BrowseViewProps) {
  const machine = useMachineName();
  const [asked, setAsked] = useState(0);
  const [selected, setSelected] = useState(NONE);
  const answer = useAnswer(
    (signal) => api().containers.listFiles({ machine, id: row.id, path: folder }, signal),
    [machine, row.id, folder, asked],
  );
  const place = { machine, row, folder };
  const again = () => setAsked((count) => count + 1);
  const download = ({ name }: FileEntry) => askDownload(place, [name]);
  const open = (entry: FileEntry) => {
    if (entry.kind !== 'folder' && entry.kind !== 'link') return download(entry);
    setSelected(NONE);
    onFolder(joinPath(folder, entry.name));
  };
  return (
    <>
      <div className={classes['bar']}>
        {choice}
        <Crumbs folder={folder} onFolder={onFolder} />
        {selected.size > 0 && (
          <Button size="xs" variant="light" onClick={() => askDownload(place, [...selected])}>
            {filesText.downloadMany(selected.size)}
          </Button>
        )}
        <UploadButton onClick={() => askUpload(place, again)} />
        <ActionIcon aria-label={filesText.refresh} title={filesText.refresh} onClick={again}>
          <IconRefresh size={16} />
        </ActionIcon>
      </div>
      {answer.kind === 'waiting' && <Waiting />}
      {answer.kind === 'failed' && <ErrorNote title={filesText.failed} error={answer.error} />}
      {answer.kind === 'given' && (
        <Entries
          {...{ folder, selected }}
          {...answer.value}
          onSelect={setSelected}
          onOpen={open}
          onDownload={download}
        />
      )}
    </>
  );
}

function UploadButton({ onClick }: { onClick(): void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconUpload size={14} />} onClick={onClick}>
      {filesText.upload}
    </Button>
  );
}

function Waiting() {
  return (
    <Center flex={1}>
      <Loader aria-label={words.loading} />
    </Center>
  );
}

interface EntriesProps {
  folder: string;
  entries: readonly FileEntry[];
  truncated: boolean;
  selected: ReadonlySet<string>;
  onSelect(selected: ReadonlySet<string>): void;
  onOpen(entry: FileEntry): void;
  onDownload(entry: FileEntry): void;
}

function Entries({ folder, entries, truncated, selected, onSelect, onOpen, onDownload }: EntriesProps) {
  return (
    <>
      <DataTable
        label={filesText.label(plainText(folder))}
        rows={entries}
        columns={FILE_COLUMNS}
        keyOf={({ name }) => name}
        selected={selected}
        onSelect={onSelect}
        onOpen={onOpen}
        defaultSort={{ column: 'name', direction: 'ascending' }}
        actions={(entry) => (
          <ActionIcon
            aria-label={filesText.downloadOf(plainText(entry.name))}
            title={filesText.downloadAsk}
            onClick={() => onDownload(entry)}
          >
            <IconDownload size={16} />
          </ActionIcon>
        )}
        empty={<Empty icon={IconFolderOff} title={filesText.empty} />}
      />
      <div className={classes['note']} role="status">
        {filesText.count(entries.length)}
        {truncated && ` · ${filesText.truncated}`}
      </div>
    </>
  );
}

function Crumbs({ folder, onFolder }: { folder: string; onFolder(folder: string): void }) {
  const crumbs = crumbsOf(folder);
  return (
    <nav className={classes['crumbs']} aria-label={filesText.crumbs}>
      {crumbs.map(({ name, path }, index) => (
        <Fragment key={path}>
          {index > 1 && (
            <span className={classes['slash']} aria-hidden>
              /
            </span>
          )}
          <Anchor
            component="button"
            type="button"
            size="sm"
            className={classes['crumb'] ?? ''}
            aria-current={path === folder ? 'location' : undefined}
            onClick={() => onFolder(path)}
          >
            {plainText(name)}
          </Anchor>
        </Fragment>
      ))}
    </nav>
  );
}
