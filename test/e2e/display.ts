// A display for Electron where there is none: Xvfb, for as long as the tests run.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isOnPath } from '../../build/requirements.mjs';

/** Vitest's global set-up of the projects that open windows. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || !isOnPath('Xvfb')) return undefined;
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // It says which number it took once it can be used.
  const [number] = (await once(screen.stdout, 'data')) as [Buffer];
  process.env['DISPLAY'] = `:${number.toString().trim()}`;
  return async () => {
    screen.kill();
    await once(screen, 'exit');
  };
}
