// What every spec of the window begins with: each host in turn, its page watched for errors, and what people look for.

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';
import type { Slipway } from '../harness/slipway.ts';
import { HOSTS, type OpenedWindow } from './hosts.ts';

/** What the window looked like when a spec failed. */
const PICTURES = join(import.meta.dirname, '../../dist/failures');

export interface WindowUnderTest {
  slipway: Slipway;
  page(): Page;
  /** Goes to a page of the window: `/containers`. */
  goTo(path: string): Promise<void>;
  /** The row of a table that says so. */
  row(text: string | RegExp): Locator;
  /** The dialog, or the drawer, of that title. */
  dialog(title: string): Locator;
  /** What is said loudly, in these words among others. */
  alert(text: string | RegExp): Locator;
}

/** Runs the specs in every host that can be had here, over the shared machine, which runs. */
export function describeWindow(title: string, specs: (window: WindowUnderTest) => void): void {
  describe.each(HOSTS)(`${title} ($name)`, (host) => {
    const slipway = sharedSlipway();
    const errors: string[] = [];
    let opened: OpenedWindow | undefined;
    const page = () => {
      if (opened === undefined) throw new Error('the window is not open');
      return opened.page;
    };
    beforeAll(async () => {
      await ensureRunning(slipway);
      opened = await host.open(slipway);
      // What is waited for is an engine in an emulated machine: a network takes it ten seconds, and longer beside others.
      page().setDefaultTimeout(45_000);
      page().on('pageerror', (error) => errors.push(error.message));
      page().on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
    });
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail' || opened === undefined) return;
      const name = `${title} ${task.name} ${host.name}`.replaceAll(/[^\w]+/g, '-');
      await page()
        .screenshot({ path: join(PICTURES, `${name}.png`) })
        .catch(() => {});
    });
    afterAll(async () => {
      await opened?.close();
      expect(errors).toEqual([]);
    });
    specs({
      slipway,
      page,
      goTo: async (path) => {
        await page().evaluate((hash) => {
          window.location.hash = hash;
        }, `#${path}`);
      },
      row: (text) => page().getByRole('row').filter({ hasText: text }),
      dialog: (name) => page().getByRole('dialog', { name, exact: true }),
      alert: (text) => page().getByRole('alert').filter({ hasText: text }),
    });
  });
}
