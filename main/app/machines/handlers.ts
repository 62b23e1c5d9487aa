// The contract's operations on machines, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import { slipwayLine } from '../../../preload/contract/command-line.ts';
import type { MachinesContract } from '../../../preload/contract/machines.ts';
import { connectEngine } from '../../engine/client.ts';
import { formatExports, loadCommand } from '../../env/shells.ts';
import type { App } from '../app.ts';
import { renewMachineCertificates } from '../certificates.ts';
import { examine } from '../doctor.ts';
import { describeEnvironment } from '../environment.ts';
import { deleteMachine, initMachine, stopMachine } from '../lifecycle.ts';
import type { Engines } from '../engines.ts';
import { describeMachine } from '../overview.ts';
import { findEngine } from '../running-machine.ts';
import { assignmentsOf, changeSettings, readWishes } from '../settings.ts';
import { machineLog } from './log.ts';
import { followMachineStart } from './starting.ts';
import { watchEngine } from './engine.ts';
import { watchUsage } from './usage.ts';
import { watchMachines } from './watch.ts';

export function machineHandlers(app: App, engines: Engines): Handlers<typeof MachinesContract> {
  return {
    watch: (_, signal) => watchMachines(app, signal),
    create: async ({ machine, settings }) => void (await initMachine(app, machine, readWishes(settings))),
    start: ({ machine, bootTimeoutMs }) => followMachineStart(app, machine, bootTimeoutMs),
    stop: ({ machine, force }) => stopMachine(app, machine, { force }),
    remove: async ({ machine }) => {
      const leftBehind = await deleteMachine(app, machine);
      return leftBehind === undefined ? {} : { leftBehind };
    },
    describe: async ({ machine }) => describeMachine(app, machine),
    engine: async ({ machine }) => {
      const engine = await connectEngine(await findEngine(app, machine));
      return engine.version().finally(() => engine.close());
    },
    engineHealth: ({ machine }, signal) => watchEngine(engines, machine, signal),
    usage: ({ machine }, signal) => watchUsage(app, machine, signal),
    environment: async ({ machine, shell }) => {
      const { variables } = await describeEnvironment(app, machine);
      const words = slipwayLine('env', machine);
      return { text: formatExports(shell, variables), load: loadCommand(shell, words), variables };
    },
    changeSettings: async ({ machine, settings }) => {
      const { changed, needsRestart } = await changeSettings(app, machine, assignmentsOf(settings));
      return { changed, needsRestart };
    },
    logs: (params, signal) => machineLog(app, params, signal),
    doctor: ({ machine }) => examine(app, machine),
    renewCertificates: ({ machine }) => renewMachineCertificates(app, machine),
  };
}
