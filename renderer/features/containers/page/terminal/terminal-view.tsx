// One terminal: its screen, how its program ended, and the ways to run it again or to close it.

import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconReload, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useHost } from '../../../../client/use-host.ts';
import { terminalText } from '../../../../text/terminal.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { TerminalScreen } from '../../../../ui/terminal.tsx';
import { useMachineName } from '../../../machines/use-machine.ts';
import { execLine, type TerminalWish } from './shells.ts';
import { TerminalSession, type SessionState } from './terminal-session.ts';
import classes from './terminal.module.css';

interface TerminalViewProps {
  row: ContainerRow;
  wish: TerminalWish;
  number: number;
  onClose(): void;
}

export function TerminalView({ row, wish, number, onClose }: TerminalViewProps) {
  const host = useHost();
  const closer = useRef<HTMLButtonElement>(null);
  const session = useSession(row.id, wish);
  const state = useStore(session.store);
  return (
    <>
      {state.error !== undefined && <ErrorNote title={terminalText.failed} error={state.error} />}
      <TerminalScreen
        label={terminalText.label(String(number))}
        peer={session}
        onLeave={() => closer.current?.focus()}
      />
      <Group className={classes['status']} gap="sm" data-terminal-phase={state.phase}>
        <Text size="xs" role="status" className={classes['tell'] ?? ''}>
          {tell(state)}
        </Text>
        {(state.phase === 'ended' || state.phase === 'failed') && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconReload size={13} />}
            onClick={() => session.again(terminalText.again)}
          >
            {terminalText.reconnect}
          </Button>
        )}
        <Text size="xs" c="dimmed" ml="auto">
          {host?.platform === 'macos' ? terminalText.macKeys : terminalText.keys}
        </Text>
        <CopyText text={execLine(row.name, wish)} label={terminalText.copyCommand} />
        <ActionIcon ref={closer} aria-label={terminalText.close} title={terminalText.close} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
    </>
  );
}

/** One for as long as its view is there. */
function useSession(id: string, { command, user }: TerminalWish): TerminalSession {
  const machine = useMachineName();
  const session = useMemo(() => {
    const { containers } = api();
    const asked = { machine, id, command: [...command], ...(user === undefined ? {} : { user }) };
    return new TerminalSession({
      open: (size, signal) => containers.openTerminal({ ...asked, ...size }, signal),
      write: (name, bytes) => containers.writeTerminal({ session: name, bytes }),
      resize: (name, size) => containers.resizeTerminal({ session: name, ...size }),
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it runs does not change
  }, []);
  useEffect(() => () => session.end(), [session]);
  return session;
}

function tell({ phase, exitCode }: SessionState): string {
  if (phase === 'starting') return terminalText.starting;
  return phase === 'ended' ? terminalText.ended(exitCode) : '';
}
