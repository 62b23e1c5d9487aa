// Where Electron's own program is, if it is anywhere: of the package, or of ELECTRON_OVERRIDE_DIST_PATH.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Undefined where it was never downloaded, or where there is no display to show a window on. */
export function electronProgram(): string | undefined {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return undefined;
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const program = override === undefined ? downloaded() : join(override, 'electron');
  return program !== undefined && existsSync(program) ? program : undefined;
}

/** As the package itself notes it; asked, it would fetch what is absent. */
function downloaded(): string | undefined {
  const folder = join(import.meta.dirname, '../../node_modules/electron');
  const name = join(folder, 'path.txt');
  return existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8')) : undefined;
}
