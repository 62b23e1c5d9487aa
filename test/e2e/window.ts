// What every spec of the window begins with: each host in turn, its page watched for errors, and what people look for.

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';
import type { Slipway } from '../harness/slipway.ts';
import { HOSTS, type OpenedWindow, type WindowHost } from './hosts.ts';

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

type Specs = (window: WindowUnderTest) => void;

/**
 * Runs the specs in every host that can be had here, over the shared machine, which runs: the main path, and what the
 * hosts have each their own way of (streams, files, keys, what a page may do).
 */
export function describeWindow(title: string, specs: Specs): void {
  describeIn(HOSTS, title, specs);
}

/**
 * Runs the specs in one host: the rest of the pages, which are the same in both and ask the same calls. In both hosts
 * everything would take longer than anybody waits for, since the engine of an emulated machine has to do it all twice.
 */
export function describePage(title: string, specs: Specs): void {
  describeIn(HOSTS.slice(0, 1), title, specs);
}

function describeIn(hosts: readonly WindowHost[], title: string, specs: Specs): void {
  describe.each(hosts)(`${title} ($name)`, (host) => {
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
