// A start as a window follows it: the supervisor's events, with what the app itself has to say among them.

import type { MachineName } from '../../../preload/contract/ids.ts';
import type { StartEvent } from '../../../preload/contract/machines.ts';
import { createBell } from '../../../preload/rpc/bell.ts';
import type { App } from '../app.ts';
import { startMachine } from '../lifecycle.ts';

/** @throws what the start fails with */
export async function* followMachineStart(
  app: App,
  machine: MachineName,
  bootTimeoutMs: number | undefined,
): AsyncGenerator<StartEvent> {
  const bell = createBell();
  const events: StartEvent[] = [];
  let stage: StartEvent['stage'] = 'image';
  const tell = (event: StartEvent) => {
    stage = event.stage;
    events.push(event);
    bell.ring();
  };
  let end: { failure?: unknown } | undefined;
  const notice = (text: string) => tell({ kind: 'notice', stage, code: 'NOTICE', text });
  const start = async () => {
    try {
      const patience = bootTimeoutMs === undefined ? {} : { bootTimeoutMs };
      const { context } = await startMachine(app, machine, { ...patience, onEvent: tell, onNotice: notice });
      if ('problem' in context) notice(context.problem);
      end = {};
    } catch (failure) {
      end = { failure };
    }
    bell.ring();
  };
  void start();
  for (;;) {
    const event = events.shift();
    if (event !== undefined) yield event;
    else if (end === undefined) await bell.heard();
    else if ('failure' in end) throw end.failure;
    else return;
  }
}
