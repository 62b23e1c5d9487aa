// A machine's logs for a window: lines in bunches, as fast as they are taken.

import type { z } from 'zod';
import type { MachinesContract } from '../../../preload/contract/machines.ts';
import { createInbox } from '../../../preload/rpc/inbox.ts';
import type { App } from '../app.ts';
import { connectToGuest } from '../guest-connection.ts';
import { engineLogCommand, openLog } from '../logs.ts';
import type { ReadOptions } from '../read-lines.ts';

type LogWishes = z.output<(typeof MachinesContract)['logs']['params']>;

/** More in one bunch would only make the next one wait. */
const MOST_LINES = 1000;

/** @throws E_NO_MACHINE; E_NOT_RUNNING and E_SSH_FAILED for the engine's own log, which lies in the guest */
export async function* machineLog(
  app: App,
  { machine, source, follow, lastLines }: LogWishes,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const options: ReadOptions = { follow, signal, ...(lastLines === undefined ? {} : { lastLines }) };
  if (source !== 'engine') return yield* inBunches(openLog(app, machine, source, options), signal);
  const ssh = await connectToGuest(app, machine, signal);
  try {
    yield* inBunches(ssh.lines(engineLogCommand(options)), signal);
  } finally {
    ssh.dispose();
  }
}

/** Takes lines as they come and gives them in bunches as they are asked for; a full bunch makes the lines wait. */
async function* inBunches(lines: AsyncGenerator<string>, signal: AbortSignal): AsyncGenerator<string[]> {
  const inbox = createInbox<string>();
  const pump = async () => {
    for await (const line of lines) {
      inbox.item(line);
      if (inbox.size() >= MOST_LINES) await inbox.taken();
    }
  };
  signal.addEventListener('abort', inbox.end, { once: true });
  void pump().then(inbox.end, inbox.fail);
  for (let bunch = await inbox.bunch(); bunch.length > 0; bunch = await inbox.bunch()) yield bunch;
}
