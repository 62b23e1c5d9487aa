// Builds the programs, the page and the package once for all tests of the desktop app, where there is an Electron for it.

import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { run } from '../../../main/lib/exec.ts';
import { electronProgram } from '../electron-program.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the package was laid out. */
    packageFolder: string;
  }
}

const BUILD_MS = 240_000;

/** Vitest's global set-up of the desktop project. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('packageFolder', electronProgram() === undefined ? '' : await buildPackage());
}

async function buildPackage(): Promise<string> {
  const { ELECTRON_OVERRIDE_DIST_PATH: runtime = '' } = process.env;
  const { stdout } = await run('npm', ['run', '--silent', 'dist', '--', '--dir'], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: runtime === '' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime },
    timeoutMs: BUILD_MS,
  });
  return stdout.trim().split('\n').at(-1) ?? '';
}
