// However long a list is, the page draws only what is in sight, also while everything changes (fault 69).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Service } from '../../../main/app/handlers.ts';
import { startWebHost, type WebHost } from '../../../main/web/server.ts';
import { fakeService } from '../../bench/window/fake-service.ts';
import { HOSTS, launchChromium } from '../hosts.ts';

const MOST_ROWS = 200;
const ROWS = '[role="row"][data-key]';

describe.runIf(HOSTS.some(({ name }) => name === 'browser'))('ten thousand containers', () => {
  let service: Service;
  let host: WebHost;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    service = fakeService({ containers: 10_000, images: 5_000, eventsPerSecond: 1000, logBytes: 0 });
    host = await startWebHost(service);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(host.url);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
    service.close();
  });

  test.each([
    ['/containers', 10_000],
    ['/images', 5_000],
  ])('at %s no more rows are drawn than are in sight, at the top and at the end', async (path, count) => {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#${path}`);
    await page.locator(ROWS).first().waitFor();
    const told = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
    expect(told).toBeGreaterThanOrEqual(count);
    expect(await page.locator(ROWS).count()).toBeLessThanOrEqual(MOST_ROWS);
    const first = await page.locator(ROWS).first().getAttribute('data-key');
    await page.getByRole('grid').hover();
    await page.mouse.wheel(0, 1e6);
    await page.locator(`${ROWS}[data-key="${first}"]`).waitFor({ state: 'detached' });
    expect(await page.locator(ROWS).count()).toBeLessThanOrEqual(MOST_ROWS);
  });
});
