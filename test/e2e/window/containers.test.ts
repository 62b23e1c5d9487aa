// The list of containers: always as the engine has it, and everything done from it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

describeWindow('containers', ({ slipway, page, goTo, row }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    await dockerOutput(slipway, 'run', '-d', '--name', 'shown', IMAGE, 'sleep', '999');
    await goTo('/containers');
  });
  afterAll(() => dockerOutput(slipway, 'rm', '-f', 'shown'));

  test('one that is started in a terminal appears, and goes when it is removed there', async () => {
    await row('shown').waitFor();
    await dockerOutput(slipway, 'run', '-d', '--name', 'brief', IMAGE, 'sleep', '999');
    await row('brief').waitFor();
    await dockerOutput(slipway, 'rm', '-f', 'brief');
    await row('brief').waitFor({ state: 'detached' });
  });

  test('are found by name', async () => {
    await page().getByRole('textbox', { name: 'Search' }).fill('no such container');
    await page().getByText('Nothing matches').waitFor();
    await page().getByRole('textbox', { name: 'Search' }).fill('show');
    await row('shown').waitFor();
    expect(await page().getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
    await page().getByRole('textbox', { name: 'Search' }).fill('');
  });
});
