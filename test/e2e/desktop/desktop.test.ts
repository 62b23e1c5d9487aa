// The desktop app: its page has nothing but the bridge, goes nowhere (fault 75), is one window, and ends no machine.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { eventually } from '../../harness/eventually.ts';
import { ensureRunning, sharedSlipway } from '../../harness/shared-machine.ts';
import { electronProgram } from '../electron-program.ts';
import { DESKTOP_PROGRAMS, type RunningDesktop } from './programs.ts';

if (electronProgram() === undefined) {
  test.skip("needs Electron's program (npx install-electron, or ELECTRON_OVERRIDE_DIST_PATH) and a display", () => {});
}

describe.each(DESKTOP_PROGRAMS)('the desktop app of the $name', (program) => {
  const slipway = sharedSlipway();
  let desktop: RunningDesktop;
  const page = (): Page => desktop.page;

  beforeAll(async () => {
    await ensureRunning(slipway);
    desktop = await program.launch(slipway);
  });
  afterAll(() => {
    // Of a launch that failed there is none.
    const left = (desktop as RunningDesktop | undefined)?.process;
    if (left?.exitCode === null) left.kill();
  });

  test('shows the machine that runs', async () => {
    await page()
      .getByRole('button', { name: /default, Running/ })
      .waitFor();
    expect(await page().title()).toContain('Slipway');
    expect(await page().evaluate(() => window.location.origin)).toBe('app://bundle');
  });

  test('shows what the engine has: its TLS library is not Node’s', async () => {
    await page().evaluate(() => {
      window.location.hash = '#/images';
    });
    const { length } = JSON.parse(await slipway.output('image', 'ls', '--json')) as { length: number };
    await page()
      .getByText(length === 0 ? /no images/i : new RegExp(`^${length} images?`))
      .first()
      .waitFor();
  });

  test('gives its page the bridge, frozen, and nothing of Node or Electron', async () => {
    const found = await page().evaluate(() => {
      const names = [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        'electron',
        'ipcRenderer',
      ];
      const bridge = Reflect.get(window, 'slipwayBridge') as object;
      return {
        ofNode: names.filter((name) => name in window),
        bridge: Object.keys(bridge).sort(),
        isFrozen: Object.isFrozen(bridge),
      };
    });
    expect(found).toEqual({ ofNode: [], bridge: ['onClose', 'onMessage', 'send'], isFrozen: true });
  });

  test.each([
    'https://example.com/',
    'http://127.0.0.1:2376/',
    'file:///etc/passwd',
    'x-custom:do',
    'app://evil/',
  ])('stays where it is when its page is sent to %s', async (target) => {
    const before = page().url();
    await mark(page());
    await page().evaluate((address) => window.location.assign(address), target);
    await page().evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      link.remove();
    }, target);
    await settled(page());
    expect(page().url()).toBe(before);
    expect(await isMarked(page())).toBe(true);
    expect(desktop.windows()).toBe(1);
  });

  test('opens no window for its page', async () => {
    expect(await page().evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await page().evaluate(() => window.open('app://bundle/') === null)).toBe(true);
    expect(desktop.windows()).toBe(1);
  });

  test('permits its page nothing', async () => {
    const states = await page().evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const answers = asked.map(async (name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
      );
      return Promise.all(answers);
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
    const media = await page().evaluate(async () =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused',
      ),
    );
    expect(media).toBe('refused');
  });

  test.each(['https://example.com/', 'http://127.0.0.1:2376/', 'app://bundle/', 'file:///etc/passwd'])(
    'lets its page fetch nothing, not %s',
    async (target) => {
      const outcome = await page().evaluate(
        (address) =>
          fetch(address).then(
            () => 'fetched',
            () => 'refused',
          ),
        target,
      );
      expect(outcome).toBe('refused');
    },
  );

  test('runs no text as a script, and shows no frame', async () => {
    const refused = await page().evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      script.remove();
      frame.remove();
      return !('wasRun' in window);
    });
    expect(refused).toBe(true);
  });

  test('answers a page that was reloaded', async () => {
    await page().reload();
    await page()
      .getByRole('button', { name: /default, Running/ })
      .waitFor();
  });

  test('is there once: started again it only comes to the front', async () => {
    expect(await program.launchAgain(slipway)).toBe(0);
    expect(desktop.windows()).toBe(1);
    expect(desktop.process.exitCode).toBeNull();
  });

  test('ends with its window where there is no tray, and the machine goes on', async () => {
    const before = await slipway.info();
    const ended = once(desktop.process, 'exit');
    await page().evaluate(() => window.close());
    expect(await ended).toEqual([0, null]);
    const after = await slipway.info();
    expect([after.status, after.vmPid]).toEqual(['running', before.vmPid]);
  });

  test('remembers where its window was', async () => {
    const file = join(slipway.env['SLIPWAY_HOME'] ?? '', 'window/window.json');
    const place = await eventually('the place is kept', 5_000, async () => readFile(file, 'utf8'));
    expect(JSON.parse(place)).toEqual({
      bounds: {
        x: expect.any(Number),
        y: expect.any(Number),
        width: expect.any(Number),
        height: expect.any(Number),
      },
      isMaximized: false,
    });
  });
});

async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-marked', 'yes'));
}

/** Another document would have no mark. */
async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => document.body.getAttribute('data-marked') === 'yes');
}

/** Two frames are drawn after what a navigation needs to begin. */
async function settled(page: Page): Promise<void> {
  for (let frames = 0; frames < 2; frames += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
