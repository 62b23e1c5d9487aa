// A connection to a machine's guest for as long as one use-case needs it.

import type { MachineName } from '../../preload/contract/ids.ts';
import { connectSsh, type SshConnection } from '../ssh/client.ts';
import type { App } from './app.ts';
import { withRunningMachine } from './running-machine.ts';

/** To be disposed of; the signal hangs up too. @throws E_NO_MACHINE, E_NOT_RUNNING, E_SSH_HOST_KEY, E_SSH_FAILED */
export async function connectToGuest(
  app: App,
  machine: MachineName,
  signal?: AbortSignal,
): Promise<SshConnection> {
  const { port, paths } = await withRunningMachine(app, machine, async (running) => ({
    port: running.status.ports.ssh,
    paths: running.paths,
  }));
  const ssh = await connectSsh({ port, paths });
  const hangUp = () => ssh.dispose();
  if (signal?.aborted === true) hangUp();
  signal?.addEventListener('abort', hangUp, { once: true });
  return {
    ...ssh,
    dispose: () => {
      signal?.removeEventListener('abort', hangUp);
      hangUp();
    },
  };
}
