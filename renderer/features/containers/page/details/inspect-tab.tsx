// All that the engine says of a container.

import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useAnswer } from '../../../../client/use-answer.ts';
import { containerText } from '../../../../text/container.ts';
import { detailsText } from '../../../../text/container-details.ts';
import { Answered } from '../../../../ui/answered.tsx';
import { InspectView } from '../../../../ui/inspect-view.tsx';
import { useMachineName } from '../../../machines/use-machine.ts';

export function InspectTab({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const answer = useAnswer(
    (signal) => api().containers.inspect({ machine, id: row.id }, signal),
    [machine, row.id, row.state, row.name],
  );
  return (
    <Answered answer={answer} failed={detailsText.failed}>
      {(account) => <InspectView value={account} label={containerText.tab.inspect} />}
    </Answered>
  );
}
