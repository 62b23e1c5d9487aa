// The command line as one more client of the contract: the same calls as a window's, answered in our own process.

import { AppContract } from '../../preload/contract/contract.ts';
import type { GroupClient } from '../../preload/contract/define.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { connectGroups, serveGroups } from '../../preload/rpc/groups.ts';
import { memoryWires } from '../../preload/rpc/wire.ts';
import { openService } from '../app/handlers.ts';
import { WEB_ABILITIES } from '../web/abilities.ts';
import type { CommandInput } from './command.ts';

export type Client = GroupClient<AppContract>;

/** What a shell says of a program that Ctrl-C ended: 128 and SIGINT's number. */
const INTERRUPTED = 130;

/**
 * Lets a command speak to the service; the signal fires on Ctrl-C, and what was under way is cancelled.
 * @returns the command's exit code; 130 after Ctrl-C
 */
export async function withService(
  { app, terminal }: CommandInput,
  act: (client: Client, signal: AbortSignal) => Promise<number | void>,
): Promise<number | void> {
  // There is no host with dialogs here either. The paths are the user's own words, not a page's.
  const service = openService({ ...app, reachesAllFiles: true }, WEB_ABILITIES);
  const [ours, theirs] = memoryWires();
  serveGroups(AppContract, service.handlers, theirs);
  const leaving = new AbortController();
  const forgetInterrupt = terminal.onInterrupt(() => leaving.abort());
  try {
    return await act(connectGroups(AppContract, ours), leaving.signal);
  } catch (thrown) {
    const isOurDoing = thrown instanceof SlipwayError && thrown.code === 'E_CANCELLED';
    if (isOurDoing && leaving.signal.aborted) return INTERRUPTED;
    throw thrown;
  } finally {
    forgetInterrupt();
    ours.close();
    service.close();
  }
}
