// What happened to machines, containers, images, volumes and networks, and when.

import { Center, Loader } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { journalText } from '../../text/journal.ts';
import { words } from '../../text/words.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { Page } from '../../ui/page.tsx';
import { countSubjects, findEntries, SUBJECTS, type Subject } from './journal-entries.ts';
import { followJournal, journalStore } from './journal-store.ts';
import { JournalTable } from './journal-table.tsx';

export function JournalPage() {
  const { phase, entries } = useStore(journalStore);
  const [search, setSearch] = useState('');
  const [subject, setSubject] = useState<Subject>('all');
  const wanted = useDeferredValue(search);
  const found = useMemo(() => findEntries(entries, wanted, subject), [entries, wanted, subject]);
  const counts = useMemo(() => countSubjects(entries), [entries]);
  useEffect(followJournal, []);
  return (
    <Page
      title={journalText.title}
      subtitle={`${journalText.summary(found.length, entries.length)}. ${phase === 'ended' ? journalText.ended : journalText.bounded}`}
      actions={<CommandLine line={journalText.noneCommand} />}
    >
      <ListTools<Subject>
        placeholder={journalText.search}
        search={search}
        onSearch={setSearch}
        kinds={SUBJECTS.map((value) => ({ value, label: journalText.subjects[value], count: counts[value] }))}
        kind={subject}
        onKind={setSubject}
      />
      {phase === 'waiting' ? (
        <Center flex={1}>
          <Loader aria-label={words.loading} />
        </Center>
      ) : (
        <JournalTable entries={found} empty={<NoEntries isFiltered={entries.length > 0} />} />
      )}
    </Page>
  );
}

function NoEntries({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty icon={IconHistory} title={journalText.noneFound} />;
  return (
    <Empty icon={IconHistory} title={journalText.none}>
      {journalText.noneWhy}
    </Empty>
  );
}
