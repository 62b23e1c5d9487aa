// What a person chose is there when the window is opened again: light or dark, and the machine. In both hosts.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedSlipway } from '../../harness/shared-machine.ts';
import { HOSTS } from '../hosts.ts';

const OTHER = 'second';

describe.each(HOSTS)('the next window ($name)', (host) => {
  const slipway = sharedSlipway();
  beforeAll(() => slipway.output('init', '--machine', OTHER));
  afterAll(() => slipway.output('delete', '--yes', '--machine', OTHER));

  test('has the colours and the machine of the last one, and gives both back', async () => {
    const first = await host.open(slipway);
    await first.page.emulateMedia({ colorScheme: 'light' });
    await first.page.getByRole('button', { name: /^Choose a machine/ }).click();
    await first.page.getByRole('menuitem', { name: OTHER }).click();
    await first.page.getByRole('button', { name: 'Light or dark' }).click();
    await first.page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await first.close();

    const second = await host.open(slipway);
    await second.page.emulateMedia({ colorScheme: 'light' });
    await second.page.getByRole('button', { name: new RegExp(`^Choose a machine: ${OTHER}`) }).waitFor();
    expect(await second.page.locator('meta[name="color-scheme"]').getAttribute('content')).toBe('dark');
    expect(await second.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    // Back at the system's colours it follows the system again.
    await second.page.getByRole('button', { name: 'Light or dark' }).click();
    await second.page.locator('html[data-mantine-color-scheme="light"]').waitFor();
    await second.page.emulateMedia({ colorScheme: 'dark' });
    await second.page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await second.page.getByRole('button', { name: /^Choose a machine/ }).click();
    await second.page.getByRole('menuitem', { name: 'default' }).click();
    await second.close();
  });
});
