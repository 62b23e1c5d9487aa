// What a container is made of: what it runs, its variables, mounts, networks and labels, and its limits.

import { Center, Loader, Paper, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useAnswer } from '../../../../client/use-answer.ts';
import { detailsText } from '../../../../text/container-details.ts';
import { words } from '../../../../text/words.ts';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { useMachineName } from '../../../machines/use-machine.ts';
import { Labels, Mounts, Networks } from './connections.tsx';
import { ContainerFactList } from './container-fact-list.tsx';
import classes from './details.module.css';
import { EnvironmentList } from './environment-list.tsx';
import { readInspected, type Inspected } from './inspected.ts';
import { LimitsForm } from './limits-form.tsx';
import { limitFields, type LimitChange } from './limits.ts';

export function DetailsTab({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const [asked, setAsked] = useState(0);
  const [known, setKnown] = useState<Inspected>();
  const answer = useAnswer(
    async (signal) => readInspected(await api().containers.inspect({ machine, id: row.id }, signal)),
    [machine, row.id, row.state, row.name, row.networks.join(' '), asked],
  );
  // What was known stays in sight while it is asked for again.
  if (answer.kind === 'given' && answer.value !== known) setKnown(answer.value);
  const update = async (change: LimitChange) => {
    const { warnings } = await api().containers.update({ machine, id: row.id, ...change });
    setAsked(asked + 1);
    return warnings;
  };
  if (answer.kind === 'failed') return <ErrorNote title={detailsText.failed} error={answer.error} />;
  if (known === undefined) {
    return (
      <Center flex={1}>
        <Loader aria-label={words.loading} />
      </Center>
    );
  }
  return <Details row={row} inspected={known} update={update} />;
}

interface DetailsProps {
  row: ContainerRow;
  inspected: Inspected;
  update(change: LimitChange): Promise<readonly string[]>;
}

function Details({ row, inspected, update }: DetailsProps) {
  const before = limitFields(inspected);
  return (
    <div className={classes['scroll']}>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Section title={detailsText.facts}>
            <ContainerFactList inspected={inspected} />
          </Section>
          <Section title={detailsText.environment}>
            <EnvironmentList env={inspected.Config.Env} />
          </Section>
          <Section title={detailsText.labels}>
            <Labels labels={inspected.Config.Labels} />
          </Section>
        </div>
        <div className={classes['column']}>
          <Section title={detailsText.limits}>
            <LimitsForm name={row.name} before={before} update={update} />
          </Section>
          <Section title={detailsText.mounts}>
            <Mounts mounts={inspected.Mounts} />
          </Section>
          <Section title={detailsText.networks}>
            <Networks networks={inspected.NetworkSettings.Networks} />
          </Section>
        </div>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="h6" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
