// What a window in a browser cannot ask of us: a browser has its own dialogs and opens links by itself.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { HostAbilities } from '../app/host/handlers.ts';

const notHere = async (): Promise<never> => {
  throw new SlipwayError('E_USAGE', 'a window in a browser cannot do this', {
    hint: 'slipway open shows the desktop window, which can.',
  });
};

export const WEB_ABILITIES: HostAbilities = {
  features: { fileDialogs: false, openTerminal: false, startAtLogin: false },
  chooseFile: notHere,
  openLink: notHere,
  openTerminal: notHere,
  startAtLogin: notHere,
};
