// What is looked for in a log, as text or expression, and the way from one finding to the next.

import { ActionIcon, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconChevronDown,
  IconChevronUp,
  IconFilter,
  IconLetterCase,
  IconRegex,
  IconSearch,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { logsText } from '../../../../text/container-logs.ts';
import { IconSwitch } from '../../../../ui/icon-switch.tsx';
import type { FinderState, LogFinder } from './log-finder.ts';
import { hitIndex } from './log-search.ts';

interface LogSearchFieldProps {
  finder: LogFinder;
  onlyHits: boolean;
  onView(part: { onlyHits: boolean }): void;
  target: { line: number } | undefined;
  onTarget(target: { line: number } | undefined): void;
}

const TYPING_MS = 200;

export function LogSearchField({ finder, onlyHits, onView, target, onTarget }: LogSearchFieldProps) {
  const [text, setText] = useState('');
  const [isExpression, setExpression] = useState(false);
  const [matchCase, setMatchCase] = useState(false);
  const [typed] = useDebouncedValue(text, TYPING_MS);
  const state = useStore(finder.store);
  useEffect(() => {
    finder.search(typed === '' ? undefined : { text: typed, isExpression, matchCase });
    onTarget(undefined);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is told of a new search is always the same
  }, [finder, typed, isExpression, matchCase]);
  const step = (by: 1 | -1) => {
    const { hits } = state;
    if (hits.length === 0) return;
    const at = target === undefined ? (by === 1 ? -1 : 0) : hitIndex(hits, target.line);
    const hit = hits[(at + by + hits.length) % hits.length];
    if (hit !== undefined) onTarget({ line: hit.line });
  };
  return (
    <Group gap={2} wrap="nowrap">
      <TextInput
        size="xs"
        w={230}
        type="search"
        aria-label={logsText.search}
        placeholder={logsText.search}
        leftSection={<IconSearch size={14} />}
        value={text}
        error={state.phase === 'invalid' || state.phase === 'slow'}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && step(event.shiftKey ? -1 : 1)}
      />
      <IconSwitch icon={IconLetterCase} label={logsText.matchCase} isOn={matchCase} onTurn={setMatchCase} />
      <IconSwitch icon={IconRegex} label={logsText.expression} isOn={isExpression} onTurn={setExpression} />
      <IconSwitch
        icon={IconFilter}
        label={logsText.onlyFound}
        isOn={onlyHits}
        onTurn={(on) => onView({ onlyHits: on })}
      />
      {state.count > 0 && <Steps onStep={step} />}
      <Text size="xs" c="dimmed" role="status" maw={260} truncate title={tell(state, target)}>
        {tell(state, target)}
      </Text>
    </Group>
  );
}

function Steps({ onStep }: { onStep(by: 1 | -1): void }) {
  return (
    <>
      <ActionIcon aria-label={logsText.previous} title={logsText.previous} onClick={() => onStep(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={logsText.next} title={logsText.next} onClick={() => onStep(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
    </>
  );
}

function tell(
  { query, phase, problem, hits, count }: FinderState,
  target: { line: number } | undefined,
): string {
  if (query === undefined) return '';
  if (phase === 'invalid') return logsText.invalid(problem ?? '');
  if (phase === 'slow') return logsText.slow;
  if (phase === 'searching' && count === 0) return logsText.searching;
  return logsText.found(target === undefined ? undefined : hitIndex(hits, target.line) + 1, count);
}
