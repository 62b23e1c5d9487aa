// Where Electron's own program is, if it is anywhere: of the package, or of ELECTRON_OVERRIDE_DIST_PATH.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Undefined where it was never downloaded, or where there is no display to show a window on. */
export function electronProgram(): string | undefined {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return undefined;
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const program = override === undefined ? downloaded() : join(override, 'electron');
  return program !== undefined && existsSync(program) ? program : undefined;
}

function downloaded(): string | undefined {
  try {
    const required: unknown = createRequire(import.meta.url)('electron');
    return typeof required === 'string' ? required : undefined;
  } catch {
    // The package's own word for a binary that was not downloaded.
    return undefined;
  }
}
