// Says how a machine was stopped.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { StoppedMachine } from '../app/lifecycle.ts';
import { seconds } from './output.ts';

const HOW: Readonly<Record<StoppedMachine['how'], string>> = {
  guest: 'is shut down',
  quit: 'did not shut down by itself and was ended',
  killed: 'did not end and was killed',
  'was-stopped': 'is not running',
};

/** `machine default is shut down (1.9 s)` */
export function stoppedLine(machine: MachineName, { how, ms }: StoppedMachine): string {
  return `machine ${machine} ${HOW[how]}${how === 'was-stopped' ? '' : ` (${seconds(ms)})`}`;
}
