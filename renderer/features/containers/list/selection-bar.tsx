// What can be done to all that is selected at once, and afterwards by name which could not.

import { Alert, Button, CloseButton, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { ContainerAction, ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CopyText } from '../../../ui/command-line.tsx';
import { plainText } from '../../../ui/format.ts';
import { useMachineName } from '../../machines/use-machine.ts';
import { actionLine } from '../actions/action-line.ts';
import { actOn } from '../actions/act-on.ts';
import { askKill } from '../actions/ask-kill.tsx';
import { askRemove } from '../actions/ask-remove.tsx';
import type { Failure } from '../actions/failures.ts';
import { canBe, type ActionKind } from '../actions/possible.ts';
import classes from './list.module.css';

const KINDS: readonly ActionKind[] = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove'];
const MOST_NAMED = 20;

interface SelectionBarProps {
  rows: readonly ContainerRow[];
  onSelect(selected: ReadonlySet<string>): void;
}

export function SelectionBar({ rows, onSelect }: SelectionBarProps) {
  const machine = useMachineName();
  const [last, setLast] = useState<{ kind: ActionKind; failures: readonly Failure[] }>();
  const act = async (chosen: readonly ContainerRow[], action: ContainerAction) => {
    setLast(undefined);
    const failures = await actOn(machine, chosen, action);
    setLast({ kind: action.kind, failures });
    // Those that could not stay selected: they are what is to be looked at next.
    if (failures.length > 0) onSelect(new Set(failures.map(({ id }) => id)));
  };
  return (
    <>
      {rows.length > 0 && (
        <div className={classes['strip']} data-selection role="toolbar" aria-label={containersText.bulk}>
          <Text size="sm" fw={600}>
            {words.selected(rows.length)}
          </Text>
          {KINDS.map((kind) => (
            <BulkButton key={kind} kind={kind} rows={rows} act={act} />
          ))}
          <span className={classes['spread']} />
          <Button size="xs" variant="subtle" color="gray" onClick={() => onSelect(new Set())}>
            {containersText.selectNone}
          </Button>
        </div>
      )}
      {last !== undefined && last.failures.length > 0 && (
        <Failures {...last} onClose={() => setLast(undefined)} />
      )}
    </>
  );
}

interface BulkButtonProps {
  kind: ActionKind;
  rows: readonly ContainerRow[];
  act(rows: readonly ContainerRow[], action: ContainerAction): Promise<void>;
}

/** Acts on those of the selection that it is possible for. */
function BulkButton({ kind, rows, act }: BulkButtonProps) {
  const possible = rows.filter((row) => canBe(kind, row));
  if (possible.length === 0) return null;
  const run = () => {
    const go = (action: ContainerAction) => void act(possible, action);
    if (kind === 'kill') askKill(possible, go);
    else if (kind === 'remove') askRemove(possible, go);
    else go({ kind });
  };
  const names = possible.map(({ name }) => name);
  const action = containersText.actions[kind];
  const shown = possible.length < rows.length ? `${action} ${possible.length}` : action;
  return (
    <Button.Group>
      <Button
        size="xs"
        variant="default"
        color={kind === 'remove' ? 'red' : undefined}
        onClick={run}
        aria-label={containersText.bulkAction(shown)}
      >
        {shown}
      </Button>
      {kind !== 'kill' && kind !== 'remove' && (
        <Button.GroupSection size="xs" variant="default" px={2}>
          <CopyText
            text={actionLine({ kind }, names)}
            label={containersText.copyLine(containersText.actions[kind])}
          />
        </Button.GroupSection>
      )}
    </Button.Group>
  );
}

interface FailuresProps {
  kind: ActionKind;
  failures: readonly Failure[];
  onClose(): void;
}

function Failures({ kind, failures, onClose }: FailuresProps) {
  return (
    <Alert color="red" role="alert" radius={0} title={containersText.failuresTitle(kind, failures.length)}>
      <List size="sm">
        {failures.slice(0, MOST_NAMED).map(({ id, name, message }) => (
          <List.Item key={id}>
            <strong>{plainText(name)}</strong>: {plainText(message)}
          </List.Item>
        ))}
        {failures.length > MOST_NAMED && <List.Item>{words.andMore(failures.length - MOST_NAMED)}</List.Item>}
      </List>
      <CloseButton aria-label={words.close} onClick={onClose} pos="absolute" top={8} right={8} />
    </Alert>
  );
}
