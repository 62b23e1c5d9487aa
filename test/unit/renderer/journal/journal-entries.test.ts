// What of the journal a search and a filter leave, and how it is told.

import { expect, it } from 'vitest';
import type { JournalEntry } from '../../../../preload/contract/host.ts';
import {
  addEntries,
  countSubjects,
  findEntries,
} from '../../../../renderer/features/journal/journal-entries.ts';

function entry(id: number, subject: string, action: string, name: string, detail?: string): JournalEntry {
  // Without a zone the moment is the reader's own, as the journal shows it.
  const at = new Date(`2026-11-24T14:0${id % 10}:33`).toISOString();
  return { id: String(id), at, subject, action, name, ...(detail === undefined ? {} : { detail }) };
}

const entries = [
  entry(3, 'image', 'untag', 'shop:1'),
  entry(2, 'container', 'destroy', 'web', 'shop:1'),
  entry(1, 'container', 'die', 'web', 'shop:1, exit code 137'),
];

it('answers what removed a container at 14:02', () => {
  expect(findEntries(entries, 'removed 14:02', 'container').map(({ id }) => id)).toEqual(['2']);
  expect(findEntries(entries, 'destroy web', 'all').map(({ id }) => id)).toEqual(['2']);
});

it('finds how something ended', () => {
  expect(findEntries(entries, '137', 'all').map(({ id }) => id)).toEqual(['1']);
});

it('counts the events of each kind', () => {
  expect(countSubjects(entries)).toMatchObject({ all: 3, container: 2, image: 1, volume: 0 });
});

it('keeps the newest first, and no more than the host keeps', () => {
  const news = Array.from({ length: 5_002 }, (_, index) => entry(index, 'image', 'pull', `i${index}`));
  const kept = addEntries(entries, news);
  expect(kept).toHaveLength(5_000);
  expect(kept[0]?.name).toBe('i5001');
});
