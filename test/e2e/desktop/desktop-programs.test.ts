// Among a desktop's own programs: with a tray the app outlives its window, and a terminal opens with a machine's settings.

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { ensureRunning, sharedSlipway } from '../../harness/shared-machine.ts';
import { slipwayAt, type Slipway } from '../../harness/slipway.ts';
import { DESKTOP_PROGRAMS, type RunningDesktop } from './programs.ts';

const program = DESKTOP_PROGRAMS.find(({ name }) => name === 'checkout');

describe.skipIf(program === undefined || process.platform !== 'linux')('on a desktop of Linux', () => {
  let folder: string;
  let slipway: Slipway;
  let desktop: RunningDesktop;

  beforeAll(async () => {
    if (program === undefined) return;
    folder = await mkdtemp(join(tmpdir(), 'slipway-desktop-'));
    // As where the desktop has a tray, and a terminal of its choice.
    await shim('dbus-send', 'echo "   boolean true"');
    await shim(
      'x-terminal-emulator',
      `printf '%s\\n' "$@" > ${folder}/words.part; mv ${folder}/words.part ${folder}/words`,
    );
    const shared = sharedSlipway();
    await ensureRunning(shared);
    slipway = slipwayAt(shared.home, {
      ...shared.env,
      PATH: `${folder}:${process.env['PATH']}`,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
      SHELL: '/bin/sh',
    });
    desktop = await program.launch(slipway);
  });
  afterAll(async () => {
    desktop.process.kill();
    await rm(folder, { recursive: true });
  });

  async function shim(name: string, script: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }

  test('a terminal opens whose shell has the machine’s settings', async () => {
    await desktop.page.evaluate(() => {
      window.location.hash = '#/machine';
    });
    await desktop.page.getByRole('button', { name: /terminal/i }).click();
    const words = await eventually('the terminal was started', 10_000, async () =>
      readFile(join(folder, 'words'), 'utf8'),
    );
    const { DOCKER_HOST = '' } = JSON.parse(await slipway.output('env', '--json')) as Record<string, string>;
    expect(words.split('\n').slice(0, 3)).toEqual(['-e', 'env', `DOCKER_HOST=${DOCKER_HOST}`]);
    expect(words.trimEnd().split('\n').at(-1)).toBe('/bin/sh');
  });

  test('closing the window leaves the app, and starting it again brings the window back', async () => {
    const closed = desktop.page.waitForEvent('close');
    await desktop.page.evaluate(() => window.close());
    await closed;
    expect(desktop.process.exitCode).toBeNull();
    expect(await program?.launchAgain(slipway)).toBe(0);
    await eventually('the window is back', 10_000, () => desktop.windows() === 1);
  });
});
