// `slipway open`: shows the desktop window; one that runs already comes to the front.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import { openWindow } from '../open-window.ts';
import type { CommandInput } from '../command.ts';

export async function run({ app, terminal, args }: CommandInput): Promise<void> {
  const { platform, getuid } = process;
  if (platform === 'linux' && !app.env['DISPLAY'] && !app.env['WAYLAND_DISPLAY']) {
    throw new SlipwayError('E_NOT_FOUND', 'there is no display to show a window on', { hint: IN_A_BROWSER });
  }
  // Chromium says the same, in its own words, and dies.
  if (platform === 'linux' && getuid?.() === 0 && !args.includes('--no-sandbox')) {
    throw new SlipwayError(
      'E_NO_PERMISSION',
      'root gets no window: its page could not be kept in a sandbox',
      {
        hint: `Run it as another user. ${IN_A_BROWSER}`,
      },
    );
  }
  await openWindow(app, args);
  terminal.err('The window is open. Closing it ends no machine.');
}

export const IN_A_BROWSER = 'slipway web shows the window in a browser.';
