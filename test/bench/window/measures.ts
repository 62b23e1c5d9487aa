// What a person would feel of the window, measured in its page.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import type { BarePage } from './bare-page.ts';

/** From asking for the page to the first row that is drawn, in milliseconds. */
export async function firstPaint(page: Page, url: string, path: string): Promise<number> {
  await page.goto('about:blank');
  const beganMs = performance.now();
  await page.goto(url);
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${path}`);
  await page.locator('[role="row"][data-key]').first().waitFor();
  return performance.now() - beganMs;
}

/** From the last key of a search to the list that answers it, by the page's own clock. */
export async function filterMs(page: Page, text: string): Promise<number> {
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.focus();
  await page.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) throw new Error('there is no table');
    const marks = { keyedMs: 0, answeredMs: 0 };
    Object.assign(window, { __marks: marks });
    document.addEventListener('keydown', () => (marks.keyedMs = performance.now()), { capture: true });
    new MutationObserver(() => {
      // What has been changed is on the screen with the next frame.
      requestAnimationFrame(() => (marks.answeredMs = performance.now()));
    }).observe(grid, { attributes: true, attributeFilter: ['aria-rowcount'] });
  });
  await page.keyboard.type(text.slice(0, -1), { delay: 60 });
  await page.waitForTimeout(500);
  await page.keyboard.type(text.slice(-1));
  await page.waitForTimeout(1000);
  const { keyedMs, answeredMs } = await page.evaluate(
    () => Reflect.get(window, '__marks') as { keyedMs: number; answeredMs: number },
  );
  await search.fill('');
  return answeredMs - keyedMs;
}

/** The longest task of the page's main thread while its table is scrolled through. */
export async function longestTaskWhileScrolling(page: Page, forMs: number): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { __tasks: tasks });
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await page.getByRole('grid').hover();
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(30);
  }
  const tasks = await page.evaluate(() => Reflect.get(window, '__tasks') as number[]);
  // Shorter ones are no long tasks to a browser.
  return Math.max(50, ...tasks);
}

/** What the page holds of JavaScript's heap once its garbage is gone, in MB. */
export async function heapMB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize / 1e6;
}

const Followed = z.object({ ms: z.number(), longestTaskMs: z.number() });

/** Shows a container's log until the line that is the last: how long it takes, and the longest task of the page meanwhile. */
export async function followLog(page: BarePage, id: string): Promise<z.infer<typeof Followed>> {
  // The token's address leads on to the page's own, and an answer from before is lost on the way.
  while ((await page.evaluate(`document.querySelector('nav') !== null`)) !== true) await sleep(100);
  return Followed.parse(
    await page.evaluate(`new Promise((resolve) => {
      const tasks = [50];
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
      const beganMs = performance.now();
      location.hash = '#/containers/${id}/logs';
      const look = () => {
        if (document.querySelector('[role="log"]')?.textContent.endsWith('the end') !== true) return;
        clearInterval(timer);
        resolve({ ms: performance.now() - beganMs, longestTaskMs: Math.max(...tasks) });
      };
      const timer = setInterval(look, 100);
    })`),
  );
}
