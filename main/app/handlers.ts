// Everything a window can ask for, answered: the contract's groups put together, with what its host can do besides.

import type { AppContract } from '../../preload/contract/contract.ts';
import type { GroupHandlers } from '../../preload/contract/define.ts';
import type { Preferences } from '../../preload/contract/host.ts';
import type { App } from './app.ts';
import { openBuilds } from './builds/builds.ts';
import { buildHandlers } from './builds/handlers.ts';
import { containerHandlers } from './containers/handlers.ts';
import { openEngines } from './engines.ts';
import { anticipateWindow } from './host/anticipate.ts';
import { hostHandlers, type HostAbilities } from './host/handlers.ts';
import { Journal } from './host/journal.ts';
import { noteMachines } from './host/note-machines.ts';
import { PreferenceFile } from './host/preferences.ts';
import { imageHandlers } from './images/handlers.ts';
import { machineHandlers } from './machines/handlers.ts';
import { networkHandlers } from './networks/handlers.ts';
import { volumeHandlers } from './volumes/handlers.ts';

export interface Service {
  readonly handlers: GroupHandlers<AppContract>;
  /** What a person chose, for a host that paints before the page can ask. */
  preferences(): Promise<Preferences>;
  /** For a host that stays: a window is about to open, and from now on the journal tells of machines too. */
  attend(): void;
  /** Lets go of every engine. */
  close(): void;
}

/** One service for all windows of a host: they share its engines and its journal. */
export function openService(app: App, abilities: HostAbilities): Service {
  const journal = new Journal();
  const preferences = new PreferenceFile(app.home);
  const closing = new AbortController();
  const builds = openBuilds(app);
  const engines = openEngines(app, (machine, events) => journal.noteEvents(machine, events));
  return {
    handlers: {
      host: hostHandlers(app, abilities, journal, preferences),
      machines: machineHandlers(app, engines),
      containers: containerHandlers(app, engines),
      images: imageHandlers(app, engines),
      volumes: volumeHandlers(app, engines),
      networks: networkHandlers(engines),
      builds: buildHandlers(app, builds),
    },
    preferences: () => preferences.read(),
    attend: () => {
      void anticipateWindow(engines, preferences, closing.signal);
      void noteMachines(app, journal, closing.signal);
    },
    close: () => {
      closing.abort();
      builds.close();
      engines.close();
    },
  };
}
