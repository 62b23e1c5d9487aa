// Every image of the machine: found, sorted, got, and acted on, one or many at once.

import { Button } from '@mantine/core';
import { IconDownload, IconEraser, IconFileImport, IconPackageImport, IconStack2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { useCommands } from '../../client/commands.ts';
import { imageRows } from '../../client/lists.ts';
import { imagesText } from '../../text/images.ts';
import { EmptyList } from '../../ui/empty-list.tsx';
import { FoundList } from '../../ui/found-list.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { PageMenu } from '../../ui/page-menu.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { openImport, openLoad } from './archive-forms.tsx';
import { imageActions, severalActions } from './image-actions.ts';
import { IMAGE_COLUMNS } from './image-columns.tsx';
import { countKinds, findImages, imageName, totalBytes, type ImageKind } from './image-rows.ts';
import { openPull } from './pull-form.tsx';
import { openPrune } from './remove-form.tsx';

const KINDS = ['all', 'used', 'unused', 'dangling'] as const;

export function ImagesPage() {
  const { phase, all } = useStore(imageRows);
  const machine = useMachineName();
  const [, go] = useLocation();
  usePageCommands(machine);
  return (
    <Page
      title={imagesText.title}
      subtitle={phase === 'live' ? imagesText.summary(all.length, totalBytes(all)) : undefined}
      actions={phase === 'live' && <PageActions machine={machine} />}
    >
      <NeedsMachine phase={phase}>
        <FoundList<ImageRow, ImageKind>
          label={imagesText.title}
          all={all}
          placeholder={imagesText.search}
          kinds={KINDS}
          kindLabels={imagesText.kinds}
          find={findImages}
          count={countKinds}
          columns={IMAGE_COLUMNS}
          keyOf={keyOf}
          nameOf={imageName}
          actionsOf={(row) => imageActions(machine, row, go)}
          severalActions={(rows) => severalActions(machine, rows)}
          onOpen={({ id }) => go(`/images/${id}`)}
          defaultSort={{ column: 'created', direction: 'ascending' }}
          empty={() => (
            <EmptyList
              icon={IconStack2}
              isFiltered={all.length > 0}
              text={imagesText}
              make={{ label: imagesText.pullTitle, run: () => openPull(machine) }}
            />
          )}
        />
      </NeedsMachine>
    </Page>
  );
}

function keyOf({ id }: ImageRow): string {
  return id;
}

function usePageCommands(machine: MachineName): void {
  const commands = useMemo(
    () => [
      {
        id: 'images.pull',
        label: imagesText.pullTitle,
        group: imagesText.title,
        keys: 'n',
        run: () => openPull(machine),
      },
      {
        id: 'images.load',
        label: imagesText.loadTitle,
        group: imagesText.title,
        run: () => openLoad(machine),
      },
      {
        id: 'images.prune',
        label: imagesText.pruneTitle,
        group: imagesText.title,
        run: () => openPrune(machine, imageRows.getState().all),
      },
    ],
    [machine],
  );
  useCommands(commands);
}

function PageActions({ machine }: { machine: MachineName }) {
  const text = imagesText.actions;
  const prune = () => openPrune(machine, imageRows.getState().all);
  return (
    <>
      <Button variant="default" leftSection={<IconEraser size={16} />} onClick={prune}>
        {text.prune}
      </Button>
      <Button leftSection={<IconDownload size={16} />} onClick={() => openPull(machine)}>
        {text.pull}
      </Button>
      <PageMenu
        label={text.more}
        actions={[
          { label: text.load, icon: IconPackageImport, run: () => openLoad(machine) },
          { label: text.import, icon: IconFileImport, run: () => openImport(machine) },
        ]}
      />
    </>
  );
}
