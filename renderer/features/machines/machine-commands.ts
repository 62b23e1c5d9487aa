// What is done to a machine from the window.

import { slipwayLine } from '../../../preload/contract/command-line.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { machineText } from '../../text/machine.ts';
import { followStart } from './starts.ts';

export async function stopMachine(machine: MachineName, force = false): Promise<void> {
  const verb = force ? 'poweroff' : 'down';
  const title = `${force ? machineText.powerOff : machineText.stop}: ${machine}`;
  await runTask(title, slipwayLine(verb, machine), async () => {
    const { ms } = await api().machines.stop({ machine, force });
    return machineText.seconds(ms);
  });
}

export async function restartMachine(machine: MachineName): Promise<void> {
  const title = `${machineText.restart}: ${machine}`;
  const state = await runTask(title, slipwayLine('restart', machine), async () => {
    await api().machines.stop({ machine, force: false });
  });
  if (state === 'done') await followStart(machine);
}

export async function removeMachine(machine: MachineName): Promise<void> {
  const title = `${machineText.remove}: ${machine}`;
  await runTask(title, slipwayLine('delete --yes', machine), async () => {
    const { leftBehind } = await api().machines.remove({ machine });
    return leftBehind;
  });
}
