// Turns QMP's events into the driver's own words; pure but for the one question that a STOP leaves open.

import type { VmEvent } from '../driver.ts';
import type { QmpEvent } from './qmp-messages.ts';

/**
 * What a QMP event means.
 * @param queryStatus asked on STOP, since QMP does not say there why: io-error, internal-error, paused…
 */
export async function vmEventOf(event: QmpEvent, queryStatus: () => Promise<string>): Promise<VmEvent> {
  switch (event.event) {
    case 'SHUTDOWN':
      return { kind: 'shutdown', reason: event.data.reason };
    case 'RESUME':
      return { kind: 'resumed' };
    case 'STOP':
      return { kind: 'paused', status: await queryStatus() };
    case 'BLOCK_IO_ERROR':
      return {
        kind: 'disk-error',
        device: event.data['node-name'] || event.data.device,
        noSpace: event.data.nospace === true,
      };
  }
}
