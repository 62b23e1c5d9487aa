// An engine that hangs is told on every page, with how old is what is shown; it goes on by itself, without a reload (fault 66).

import { afterAll, expect, test } from 'vitest';
import { dockerOutput, importBusybox, IMAGE } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

const NAME = 'outlasts-silence';
/** Longer tasks of the page's main thread are felt. */
const LONG_TASK_MS = 100;

describeWindow('an engine that hangs', ({ slipway, page, goTo, row, alert }) => {
  const signal = (name: 'STOP' | 'CONT') =>
    slipway.output('ssh', 'sh', '-c', `"kill -${name} $(pidof dockerd)"`);
  afterAll(async () => {
    await signal('CONT');
    await dockerOutput(slipway, 'rm', '-f', NAME);
  });

  test('is told while its list stays, and the page is never busy with it', async () => {
    await importBusybox(slipway);
    await dockerOutput(slipway, 'run', '-d', '--name', NAME, IMAGE, 'sleep', '600');
    await goTo('/containers');
    await row(NAME).waitFor();
    await page().evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { __tasks: tasks });
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    await signal('STOP');
    const note = alert('The engine is not responding');
    await note.waitFor({ timeout: 10_000 });
    const told = await note.textContent();
    expect(told).toContain('E_ENGINE_SILENT');
    expect(told).toContain('slipway logs engine');
    expect(told).toMatch(/as it was at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    expect(await row(NAME).count()).toBe(1);
    await goTo('/images');
    await note.waitFor();
    await goTo('/containers');
    expect(await row(NAME).count()).toBe(1);
  });

  test('goes on by itself in the same page', async () => {
    await signal('CONT');
    await alert('The engine is not responding').waitFor({ state: 'hidden', timeout: 5_000 });
    await row(NAME).waitFor();
    const tasks = await page().evaluate(() => Reflect.get(window, '__tasks') as number[]);
    expect(tasks.filter((duration) => duration > LONG_TASK_MS)).toEqual([]);
  });
});
