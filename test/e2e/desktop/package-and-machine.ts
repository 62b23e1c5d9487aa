// What all tests of the desktop app share, where there is an Electron for them: the package, built once, and a machine.

import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { run } from '../../../main/lib/exec.ts';
import { setup as startMachine } from '../../harness/shared-machine.ts';
import { electronProgram } from '../electron-program.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the package was laid out. */
    packageFolder: string;
  }
}

const BUILD_MS = 240_000;

/** Vitest's global set-up of the desktop project. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (electronProgram() === undefined) {
    console.error('No Electron here: set ELECTRON_OVERRIDE_DIST_PATH or run npx install-electron.');
    return undefined;
  }
  project.provide('packageFolder', await buildPackage());
  return startMachine(project);
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
