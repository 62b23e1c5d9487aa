// A shell or a command in the guest.

import type { MachineName } from '../../preload/contract/ids.ts';
import { connectSsh } from '../ssh/client.ts';
import type { App } from './app.ts';
import { withRunningMachine } from './running-machine.ts';

/**
 * Joins a command in the guest, or its login shell, to our standard streams.
 * @param words joined by blanks and read by the guest's shell, as ssh does
 * @returns the command's exit code
 * @throws E_NO_MACHINE, E_NOT_RUNNING, E_SSH_HOST_KEY, E_SSH_FAILED
 */
export async function runInGuest(app: App, name: MachineName, words: readonly string[]): Promise<number> {
  return withRunningMachine(app, name, async ({ paths, status }) => {
    const ssh = await connectSsh({ port: status.ports.ssh, paths });
    try {
      return await ssh.runInteractive(words.length === 0 ? undefined : ['sh', '-c', words.join(' ')]);
    } finally {
      ssh.dispose();
    }
  });
}
