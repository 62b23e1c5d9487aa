// One VM for all integration tests: started before the first, ended after the last.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { inject } from 'vitest';
import { PROGRAM, removeSlipway, slipwayAt, type Slipway } from './slipway.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    sharedHome: string;
    /** What the first `up` of the shared machine said on stderr. */
    firstUp: string;
  }
}

/** Vitest's global set-up of the integration project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Nothing of ours may rely on the umask: all that the tests see was made under the loosest one.
  const home = mkdtempSync(join(tmpdir(), 'slipway-shared-'));
  const loose = slipwayAt(home, {}, (args) => [
    'sh',
    '-c',
    'umask 000; exec "$@"',
    'sh',
    process.execPath,
    PROGRAM,
    ...args,
  ]);
  const { code, stderr } = await loose.cli(['up']);
  if (code !== 0) throw new Error(`the shared machine did not start:\n${stderr}`);
  project.provide('sharedHome', home);
  project.provide('firstUp', stderr);
  return () => removeSlipway(loose);
}

/** The Slipway whose default machine runs. Whoever ends its VM starts it again before the end of the file. */
export function sharedSlipway(): Slipway {
  return slipwayAt(inject('sharedHome'));
}

/** Sees to it that the shared machine runs. It costs a boot only where the test before ended the VM. */
export async function ensureRunning(slipway: Slipway): Promise<void> {
  await slipway.output('up');
}
