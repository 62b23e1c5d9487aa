// Asks for an image by its name, then pulls it as a task with a bar for each layer.

import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { PullEvent } from '../../../preload/contract/images.ts';
import { api } from '../../client/api.ts';
import { runTask, type TaskReport } from '../../client/tasks.ts';
import { imagesText } from '../../text/images.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { imageCommand } from './image-commands.ts';
import { isReference } from './image-rows.ts';
import { applyPull, emptyPull, pullOutcome, pullReport } from './pull-progress.ts';

export function openPull(machine: MachineName): void {
  openDialog(imagesText.pullTitle, (close) => <PullForm machine={machine} close={close} />, 'lg');
}

function PullForm({ machine, close }: { machine: MachineName; close(): void }) {
  const [reference, setReference] = useState('');
  const [platform, setPlatform] = useState('');
  const image = reference.trim();
  const isWrong = image !== '' && !isReference(image);
  return (
    <ActionForm
      command={imageCommand.pull(image === '' ? 'alpine' : image, platform.trim())}
      submit={imagesText.actions.pull}
      isReady={image !== '' && !isWrong}
      act={async () => startPull(machine, image, platform.trim())}
      close={close}
    >
      <NameField
        isFirst
        label={imagesText.reference}
        description={imagesText.referenceWhy}
        placeholder="alpine:3.22"
        value={reference}
        wrong={isWrong ? imagesText.referenceWrong : undefined}
        onChange={setReference}
      />
      <NameField
        label={imagesText.platform}
        description={imagesText.platformWhy}
        placeholder="linux/arm64"
        value={platform}
        maxLength={64}
        onChange={setPlatform}
      />
    </ActionForm>
  );
}

function startPull(machine: MachineName, image: string, platform: string): void {
  const wished = { machine, image, ...(platform === '' ? {} : { platform }) };
  void runTask(imagesText.pulling(image), imageCommand.pull(image, platform), (tell, signal) =>
    followLayers(api().images.pull(wished, signal), tell),
  );
}

export function startPush(machine: MachineName, image: string): void {
  void runTask(imagesText.pushing(image), imageCommand.push(image), (tell, signal) =>
    followLayers(api().images.push({ machine, image }, signal), tell),
  );
}

async function followLayers(
  events: AsyncIterable<PullEvent>,
  tell: (report: TaskReport) => void,
): Promise<string | undefined> {
  let view = emptyPull();
  tell(pullReport(view));
  for await (const event of events) {
    view = applyPull(view, event);
    tell(pullReport(view));
  }
  return pullOutcome(view);
}
