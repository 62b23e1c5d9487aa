// Pulls an image as a task whose progress is that of all its layers together.

import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { runTask, type Task } from '../../../client/tasks.ts';
import { runText } from '../../../text/run.ts';
import { afterLayers, type Layers } from './pull-progress.ts';

export function pullTask(machine: MachineName, image: string): Promise<Task['state']> {
  return runTask(runText.pulling(image), `docker pull ${image}`, async (tell, signal) => {
    let layers: Layers = new Map();
    for await (const event of api().images.pull({ machine, image }, signal)) {
      if (event.kind === 'status') continue;
      const next = afterLayers(layers, event.layers);
      ({ layers } = next);
      tell({ progress: next.progress, detail: runText.pullingDetail(next.done, layers.size) });
    }
  });
}
