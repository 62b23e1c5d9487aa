// The journal as it is shown: newest first, bounded, found by words. Pure.

import type { JournalEntry } from '../../../preload/contract/host.ts';
import { journalText } from '../../text/journal.ts';
import { formatMoment } from '../../ui/format.ts';

/** As many as the host keeps. */
const KEPT = 5_000;

export const SUBJECTS = ['all', 'container', 'image', 'volume', 'network', 'machine', 'slipway'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** @param news oldest first, as they come */
export function addEntries(entries: readonly JournalEntry[], news: readonly JournalEntry[]): JournalEntry[] {
  return [...[...news].reverse(), ...entries].slice(0, KEPT);
}

export function countSubjects(entries: readonly JournalEntry[]): Record<Subject, number> {
  const count = (subject: Subject) => entries.filter((entry) => isAbout(entry, subject)).length;
  return {
    all: entries.length,
    container: count('container'),
    image: count('image'),
    volume: count('volume'),
    network: count('network'),
    machine: count('machine'),
    slipway: count('slipway'),
  };
}

/**
 * Every word of the search has to be in the name, in what happened, in its detail or its time: `removed web 14:02`
 * answers who took it away then.
 */
export function findEntries(
  entries: readonly JournalEntry[],
  search: string,
  subject: Subject,
): readonly JournalEntry[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && subject === 'all') return entries;
  return entries.filter((entry) => {
    if (!isAbout(entry, subject)) return false;
    const text = textOf(entry);
    return wanted.every((word) => text.includes(word));
  });
}

function isAbout(entry: JournalEntry, subject: Subject): boolean {
  return subject === 'all' || entry.subject === subject;
}

function textOf({ at, name, subject, action, detail, machine }: JournalEntry): string {
  const told = [formatMoment(Date.parse(at)), name, subject, action, meaningOf(action), detail, machine];
  return told.join(' ').toLowerCase();
}

/** In plain words; the engine's own where there are no better ones. */
export function meaningOf(action: string): string {
  return isKnown(action) ? journalText.meaning[action] : action;
}

function isKnown(action: string): action is keyof typeof journalText.meaning {
  return Object.hasOwn(journalText.meaning, action);
}

export function subjectName(subject: string): string {
  return isSubject(subject) ? journalText.subject[subject] : subject;
}

function isSubject(subject: string): subject is keyof typeof journalText.subject {
  return Object.hasOwn(journalText.subject, subject);
}
