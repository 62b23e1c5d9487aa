// The machine's page: what a person who never types sees of it, and does with it.

import { expect, test } from 'vitest';
import { describeWindow } from '../window.ts';

describeWindow('the machine', ({ slipway, page, goTo }) => {
  test('is shown running, with its exports ready to be copied', async () => {
    await goTo('/machine');
    await page()
      .getByRole('button', { name: /Choose a machine: default, Running/ })
      .waitFor();
    const shown = await page().locator('[data-exports]').textContent();
    const { DOCKER_HOST = '' } = JSON.parse(await slipway.output('env', '--json')) as Record<string, string>;
    expect(shown).toContain(`export DOCKER_HOST='${DOCKER_HOST}'`);
  });

  test('gives the exports in the words of the shell that is chosen', async () => {
    await page().getByRole('combobox', { name: 'Shell' }).click();
    await page().getByRole('option', { name: 'fish' }).click();
    await page().locator('[data-exports]', { hasText: 'set -gx DOCKER_HOST' }).waitFor();
  });

  test('tells what it uses of processor, memory and disk', async () => {
    for (const figure of ['Processor', 'Memory', 'Disk']) {
      await page().locator(`[data-usage="${figure}"]`, { hasText: /\d/ }).waitFor({ timeout: 30_000 });
    }
  });

  test('says of a changed setting that it needs a restart, and keeps it', async () => {
    await goTo('/machine/settings');
    const larger = `${Number.parseInt(await slipway.output('config', 'get', 'disk'), 10) + 1}GiB`;
    await page().getByRole('textbox', { name: 'Disk' }).fill(larger);
    await page().getByRole('button', { name: 'Save' }).click();
    await page().getByRole('status').filter({ hasText: 'until it is restarted' }).waitFor();
    expect(await slipway.output('config', 'get', 'disk')).toBe(`${larger}\n`);
  });

  test('refuses a setting that cannot be, with the reason', async () => {
    await page().getByRole('textbox', { name: 'Memory' }).fill('lots');
    await page().getByRole('button', { name: 'Save' }).click();
    await page().getByRole('alert').filter({ hasText: 'is not a size with its unit' }).waitFor();
  });

  test('shows its console, and the doctor’s findings with what to do', async () => {
    await goTo('/machine/logs');
    await page().getByRole('log').filter({ hasText: 'slipway: ready' }).waitFor();
    await goTo('/machine/doctor');
    await page().getByText('machine default is running').waitFor();
  });
});
