// All that the engine says of a container.

import { Center, Loader } from '@mantine/core';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useAnswer } from '../../../../client/use-answer.ts';
import { containerText } from '../../../../text/container.ts';
import { detailsText } from '../../../../text/container-details.ts';
import { words } from '../../../../text/words.ts';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { InspectView } from '../../../../ui/inspect-view.tsx';
import { useMachineName } from '../../../machines/use-machine.ts';

export function InspectTab({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const answer = useAnswer(
    (signal) => api().containers.inspect({ machine, id: row.id }, signal),
    [machine, row.id, row.state, row.name],
  );
  if (answer.kind === 'failed') return <ErrorNote title={detailsText.failed} error={answer.error} />;
  if (answer.kind === 'given') return <InspectView value={answer.value} label={containerText.tab.inspect} />;
  return (
    <Center flex={1}>
      <Loader aria-label={words.loading} />
    </Center>
  );
}
