// The contract's operations on programs that somebody is joined to: in a container of their own, or in one that runs.

import { decodeBytes } from '../../../preload/contract/bytes.ts';
import type { ContainersContract } from '../../../preload/contract/containers.ts';
import type { Handlers } from '../../../preload/contract/define.ts';
import { startTerminal } from '../../engine/containers/terminal.ts';
import type { App } from '../app.ts';
import type { Engines } from '../engines.ts';
import { hangUpProgram } from './guest.ts';
import { runAttached } from './run.ts';
import { Terminals } from './terminals.ts';

type JoinHandlers = Pick<
  Handlers<typeof ContainersContract>,
  'runAttached' | 'openTerminal' | 'writeTerminal' | 'endInput' | 'resizeTerminal'
>;

export function joinHandlers(app: App, engines: Engines): JoinHandlers {
  const terminals = new Terminals();
  return {
    async *runAttached({ machine, spec, ...size }, signal) {
      const { engine } = await engines.of(machine);
      const { terminal, ...made } = await runAttached(app, engine, spec, size);
      try {
        yield { kind: 'made', ...made };
        yield* terminals.show(terminal, async () => {}, signal);
      } finally {
        // Whoever left at once has never been shown anything.
        terminal.close();
      }
    },
    async *openTerminal({ machine, id, ...wish }, signal) {
      const { engine } = await engines.of(machine);
      const terminal = await startTerminal(engine, id, wish);
      yield* terminals.show(terminal, (program) => hangUpProgram(app, machine, program), signal);
    },
    writeTerminal: ({ session, bytes }) => terminals.write(session, decodeBytes(bytes)),
    endInput: ({ session }) => terminals.endInput(session),
    resizeTerminal: ({ session, columns, rows }) => terminals.resize(session, columns, rows),
  };
}
