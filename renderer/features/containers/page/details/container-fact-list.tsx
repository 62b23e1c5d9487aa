// What a container runs, and how that went.

import { Group } from '@mantine/core';
import { shellLine } from '../../../../client/shell-line.ts';
import { detailsText } from '../../../../text/container-details.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { Facts } from '../../../../ui/facts.tsx';
import { formatMoment, shortId } from '../../../../ui/format.ts';
import { momentOf, type Inspected } from './inspected.ts';

export function ContainerFactList({ inspected }: { inspected: Inspected }) {
  const { Id, Created, Platform, RestartCount, Config, State } = inspected;
  const facts = [
    [
      detailsText.id,
      <Group key="id" gap={4} wrap="nowrap">
        {shortId(Id)}
        <CopyText text={Id} label={detailsText.copyId} />
      </Group>,
    ],
    [detailsText.created, moment(Created)],
    [detailsText.started, moment(State.StartedAt)],
    ...(State.Running === true
      ? []
      : ([
          [detailsText.finished, moment(State.FinishedAt)],
          [
            detailsText.exitCode,
            `${State.ExitCode}${State.OOMKilled === true ? `, ${detailsText.outOfMemory}` : ''}`,
          ],
        ] as const)),
    [detailsText.entrypoint, shellLine(Config.Entrypoint)],
    [detailsText.command, shellLine(Config.Cmd)],
    [detailsText.workdir, Config.WorkingDir === '' ? '/' : Config.WorkingDir],
    [detailsText.user, Config.User === '' ? 'root' : Config.User],
    [detailsText.hostname, Config.Hostname],
    [detailsText.restarts, String(RestartCount)],
    [detailsText.platform, Platform],
  ] as const;
  return <Facts facts={facts} none={detailsText.none} />;
}

function moment(time: string): string {
  const ms = momentOf(time);
  return ms === undefined ? '' : formatMoment(ms);
}
