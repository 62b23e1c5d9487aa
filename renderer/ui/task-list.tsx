// What is under way or has just ended, in the window's corner: progress, a way to end it, the reason of a failure.

import { ActionIcon, CloseButton, Group, Paper, Progress, Stack, Text, Tooltip } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { dismissTask, tasksStore, type Task } from '../client/tasks.ts';
import { frameText } from '../text/frame.ts';
import { words } from '../text/words.ts';
import { CopyText } from './command-line.tsx';
import { plainText } from './format.ts';
import { PartBars } from './part-bars.tsx';
import classes from './task-list.module.css';

/** What went well is not in the way for long; a failure stays until it was seen. */
const SHOWN_MS = 6_000;

export function TaskList() {
  const tasks = useStore(tasksStore, (state) => state.tasks);
  return (
    <Stack
      className={classes['list'] ?? ''}
      gap="xs"
      role="region"
      aria-label={frameText.tasks}
      aria-live="polite"
    >
      {tasks.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
    </Stack>
  );
}

function TaskCard({ task }: { task: Task }) {
  const { id, title, state, progress, parts = [], command, cancel } = task;
  useEffect(() => {
    if (state !== 'done' && state !== 'cancelled') return undefined;
    const timer = setTimeout(() => dismissTask(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, state]);
  return (
    <Paper
      withBorder
      shadow="md"
      p="sm"
      role={state === 'failed' ? 'alert' : undefined}
      data-task-state={state}
    >
      <Group wrap="nowrap" justify="space-between" gap="xs">
        <Text size="sm" fw={600} truncate>
          {plainText(title)}
        </Text>
        <Group gap={2} wrap="nowrap">
          {command !== undefined && <CopyText text={command} label={words.copyCommand} />}
          {state === 'running' ? (
            cancel !== undefined && (
              <Tooltip label={words.cancel}>
                <ActionIcon aria-label={`${words.cancel}: ${title}`} onClick={() => cancel()}>
                  <IconPlayerStop size={16} />
                </ActionIcon>
              </Tooltip>
            )
          ) : (
            <CloseButton size="sm" aria-label={words.close} onClick={() => dismissTask(id)} />
          )}
        </Group>
      </Group>
      {state === 'running' && (
        <Progress
          value={(progress ?? 1) * 100}
          animated={progress === undefined}
          size="sm"
          my={6}
          aria-label={title}
        />
      )}
      {state === 'running' && parts.length > 0 && <PartBars parts={parts} />}
      <TaskDetail task={task} />
    </Paper>
  );
}

function TaskDetail({ task: { state, detail, error } }: { task: Task }) {
  return (
    <>
      <Text size="xs" c={state === 'failed' ? 'red' : 'dimmed'} className={classes['detail'] ?? ''}>
        {error === undefined ? (detail ?? frameText.taskState[state]) : plainText(error.message)}
      </Text>
      {error?.hint !== undefined && (
        <Text size="xs" c="dimmed">
          {error.hint}
        </Text>
      )}
    </>
  );
}
