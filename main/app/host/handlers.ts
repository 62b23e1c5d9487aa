// What a window may ask of the program that shows it. What differs from host to host is handed in.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { HostContract, HostDescription } from '../../../preload/contract/host.ts';
import { detectShell } from '../../env/detect.ts';
import { VERSION } from '../../lib/version.ts';
import { measureHost } from '../../machine/defaults.ts';
import type { App } from '../app.ts';
import type { Journal } from './journal.ts';
import type { PreferenceFile } from './preferences.ts';
import { homedir } from 'node:os';

/** What a host can do beside serving the app. */
export interface HostAbilities extends Pick<
  Handlers<typeof HostContract>,
  'chooseFile' | 'openLink' | 'openTerminal' | 'startAtLogin'
> {
  readonly features: HostDescription['features'];
}

export function hostHandlers(
  app: App,
  abilities: HostAbilities,
  journal: Journal,
  preferences: PreferenceFile,
): Handlers<typeof HostContract> {
  const { features, chooseFile, openLink, openTerminal, startAtLogin } = abilities;
  return {
    describe: async () => ({
      version: VERSION,
      platform: platformName(process.platform),
      home: app.env['HOME'] ?? homedir(),
      shell: await detectShell({ asked: undefined, env: app.env }),
      features,
      ...measureHost(),
    }),
    chooseFile,
    openLink,
    openTerminal,
    startAtLogin,
    preferences: () => preferences.read(),
    prefer: (chosen) => preferences.keep(chosen),
    journal: (_, signal) => journal.follow(signal),
  };
}

function platformName(platform: NodeJS.Platform): HostDescription['platform'] {
  if (platform === 'darwin') return 'macos';
  return platform === 'linux' ? 'linux' : 'other';
}
