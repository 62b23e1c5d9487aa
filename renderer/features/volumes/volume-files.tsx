// The files of a volume, one folder at a time.

import { Anchor, Breadcrumbs, Center, Loader, Table, Text, UnstyledButton } from '@mantine/core';
import { IconFile, IconFolder, IconLink, IconQuestionMark } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { FileEntry } from '../../../preload/contract/containers.ts';
import { api } from '../../client/api.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { volumesText } from '../../text/volumes.ts';
import { words } from '../../text/words.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatBytes, formatMoment, plainText } from '../../ui/format.ts';
import { useMachineName } from '../machines/use-machine.ts';
import { below, crumbsOf } from './folder-path.ts';
import { volumeCommand } from './volume-commands.ts';
import classes from './volume-files.module.css';

const ICONS = { file: IconFile, folder: IconFolder, link: IconLink, other: IconQuestionMark } as const;

export function VolumeFiles({ volume }: { volume: string }) {
  const machine = useMachineName();
  const [path, setPath] = useState('/');
  const answer = useAnswer(
    (signal) => api().volumes.listFiles({ machine, volume, path }, signal),
    [machine, volume, path],
  );
  return (
    <>
      <Breadcrumbs aria-label={volumesText.path}>
        {crumbsOf(path, volume).map((crumb) => (
          <Anchor key={crumb.path} component="button" size="sm" onClick={() => setPath(crumb.path)}>
            {plainText(crumb.name)}
          </Anchor>
        ))}
      </Breadcrumbs>
      {answer.kind === 'waiting' && (
        <Center p="lg">
          <Loader aria-label={words.loading} />
        </Center>
      )}
      {answer.kind === 'failed' && <ErrorNote title={words.failed} error={answer.error} />}
      {answer.kind === 'given' && (
        <Folder
          entries={answer.value.entries}
          isCut={answer.value.truncated}
          onOpen={(name) => setPath(below(path, name))}
        />
      )}
      <CommandLine line={volumeCommand.files(volume, path)} />
    </>
  );
}

/** So many rows a folder of thousands shows; nobody reads on. */
const MOST_SHOWN = 1_000;

interface FolderProps {
  entries: readonly FileEntry[];
  isCut: boolean;
  onOpen(name: string): void;
}

function Folder({ entries, isCut, onOpen }: FolderProps) {
  const sorted = useMemo(() => [...entries].sort(foldersFirst), [entries]);
  if (entries.length === 0) return <Text c="dimmed">{volumesText.emptyFolder}</Text>;
  return (
    <div className={classes['folder']} tabIndex={0} role="region" aria-label={volumesText.files}>
      <Table stickyHeader aria-label={volumesText.files}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{volumesText.fileName}</Table.Th>
            <Table.Th ta="end">{volumesText.fileSize}</Table.Th>
            <Table.Th>{volumesText.fileMode}</Table.Th>
            <Table.Th>{volumesText.fileModified}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.slice(0, MOST_SHOWN).map((entry) => (
            <Entry key={entry.name} entry={entry} onOpen={onOpen} />
          ))}
        </Table.Tbody>
      </Table>
      {(isCut || sorted.length > MOST_SHOWN) && (
        <Text size="sm" c="dimmed" p="sm">
          {volumesText.truncated}
        </Text>
      )}
    </div>
  );
}

function Entry({ entry, onOpen }: { entry: FileEntry; onOpen(name: string): void }) {
  const { name, kind, sizeBytes, mode, modifiedMs, linkTarget } = entry;
  const Icon = ICONS[kind];
  const label = linkTarget === undefined ? plainText(name) : `${plainText(name)} → ${plainText(linkTarget)}`;
  return (
    <Table.Tr data-kind={kind}>
      <Table.Td className={classes['name'] ?? ''}>
        <Icon size={16} aria-label={volumesText.kindsOfFile[kind]} role="img" className={classes['icon']} />
        {kind === 'folder' ? (
          <UnstyledButton className={classes['open'] ?? ''} onClick={() => onOpen(name)}>
            {label}
          </UnstyledButton>
        ) : (
          label
        )}
      </Table.Td>
      <Table.Td ta="end">{kind === 'file' ? formatBytes(sizeBytes) : ''}</Table.Td>
      <Table.Td ff="monospace">{mode}</Table.Td>
      <Table.Td>{formatMoment(modifiedMs)}</Table.Td>
    </Table.Tr>
  );
}

function foldersFirst(one: FileEntry, other: FileEntry): number {
  return rank(one) - rank(other) || one.name.localeCompare(other.name);
}

function rank({ kind }: FileEntry): number {
  return kind === 'folder' ? 0 : 1;
}
