// A start as a window follows it: the supervisor's events, with what the app itself has to say among them.

import type { MachineName } from '../../../preload/contract/ids.ts';
import type { StartEvent } from '../../../preload/contract/machines.ts';
import { createInbox } from '../../../preload/rpc/inbox.ts';
import type { App } from '../app.ts';
import { startMachine } from '../lifecycle.ts';

/** @throws what the start fails with */
export async function* followMachineStart(
  app: App,
  machine: MachineName,
  bootTimeoutMs: number | undefined,
): AsyncGenerator<StartEvent> {
  const inbox = createInbox<StartEvent>();
  let stage: StartEvent['stage'] = 'image';
  const tell = (event: StartEvent) => {
    stage = event.stage;
    inbox.item(event);
  };
  const notice = (text: string) => tell({ kind: 'notice', stage, code: 'NOTICE', text });
  const start = async () => {
    const patience = bootTimeoutMs === undefined ? {} : { bootTimeoutMs };
    const { context } = await startMachine(app, machine, { ...patience, onEvent: tell, onNotice: notice });
    if ('problem' in context) notice(context.problem);
  };
  void start().then(inbox.end, inbox.fail);
  for (;;) {
    const next = await inbox.next();
    if (next.done) return;
    yield next.value;
  }
}
