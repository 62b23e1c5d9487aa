// Watches one VM: passes on what happens, and says in the end how and why it ended.

import type { RunningVm, VmEvent } from '../drivers/driver.ts';
import { readPanic } from './console.ts';

export type VmEnd =
  /** The guest shut itself down in order. */
  | { kind: 'guest'; cause: string }
  /** We, or somebody else, told QEMU to end. */
  | { kind: 'told'; cause: string }
  /** The guest's kernel died, or the guest rebooted, which it is not allowed to. */
  | { kind: 'reset'; cause: string; panicked: boolean }
  /** QEMU ended without a word: killed, or crashed. */
  | { kind: 'died'; cause: string };

type Happening = Exclude<VmEvent, { kind: 'shutdown' | 'exited' }>;

export interface VmWatch {
  readonly vm: RunningVm;
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<VmEnd>;
  hasEnded(): boolean;
  /** A listener hears first what the agent has said so far, and whether the VM is held. */
  subscribe(listener: (happening: Happening) => void): () => void;
}

/** The agent's words for a boot are a dozen; a guest that says more is not listened to for ever. */
const KEPT_WORDS = 100;

/** @param consoleLog where a panic's words are looked for */
export function watchVm(vm: RunningVm, consoleLog: string): VmWatch {
  const listeners = new Set<(happening: Happening) => void>();
  const words: Happening[] = [];
  let held: Happening | undefined;
  let isOver = false;
  const pass = (happening: Happening) => {
    if (happening.kind === 'agent' && words.length < KEPT_WORDS) words.push(happening);
    if (happening.kind === 'paused') held = happening;
    if (happening.kind === 'resumed') held = undefined;
    for (const listener of listeners) listener(happening);
  };
  const ended = new Promise<VmEnd>((resolve) => {
    let reason: string | undefined;
    vm.onEvent((event) => {
      if (event.kind === 'shutdown') reason ??= event.reason;
      else if (event.kind === 'exited') {
        isOver = true;
        void explainEnd(reason, event, consoleLog).then(resolve);
      } else pass(event);
    });
  });
  return {
    vm,
    ended,
    hasEnded: () => isOver,
    subscribe(listener) {
      for (const happening of [...words, ...(held === undefined ? [] : [held])]) listener(happening);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Exit = Pick<Extract<VmEvent, { kind: 'exited' }>, 'code' | 'signal'>;

async function explainEnd(reason: string | undefined, exit: Exit, consoleLog: string): Promise<VmEnd> {
  const isReset = reason === 'guest-reset' || reason === 'guest-panic';
  const panic = isReset ? await readPanic(consoleLog).catch(() => undefined) : undefined;
  return describeEnd(reason, exit, panic);
}

/**
 * How a VM ended, from QMP's SHUTDOWN reason (qapi/run-state.json, ShutdownCause), the process's end and the console.
 * QEMU's exit code is 0 for a shutdown and for a panic alike; the reason tells them apart.
 */
export function describeEnd(reason: string | undefined, exit: Exit, panic: string | undefined): VmEnd {
  switch (reason) {
    case 'guest-shutdown':
      return { kind: 'guest', cause: 'the guest shut itself down' };
    case 'host-qmp-quit':
      return { kind: 'told', cause: 'QEMU was told to quit' };
    case 'host-signal':
      return { kind: 'told', cause: 'QEMU was ended by a signal' };
    case 'guest-reset':
    case 'guest-panic':
      if (panic !== undefined)
        return { kind: 'reset', cause: `guest kernel panic: ${panic}`, panicked: true };
      return reason === 'guest-panic'
        ? { kind: 'reset', cause: 'guest kernel panic (the console does not say why)', panicked: true }
        : { kind: 'reset', cause: 'the guest rebooted', panicked: false };
    default:
      return { kind: 'died', cause: `VM stopped unexpectedly (${describeExit(exit)})` };
  }
}

function describeExit({ code, signal }: Exit): string {
  if (signal === 'SIGKILL') return 'signal 9: killed by somebody, or by the host for want of memory';
  if (signal !== null) return signal;
  return code === null ? 'how is not known' : `exit code ${code}`;
}
