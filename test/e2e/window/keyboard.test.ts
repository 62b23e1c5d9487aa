// Nobody needs a mouse: the palette, the keys to the pages, the keys in a table.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

const NAME = 'keyboard-one';

describeWindow('by keyboard', ({ slipway, page, goTo, dialog }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    await dockerOutput(slipway, 'create', '--name', NAME, IMAGE, 'true');
  });
  afterAll(() => docker(slipway, ['rm', '-f', NAME]));

  const openMenu = async (button: string) => {
    await page().getByRole('button', { name: button, exact: true }).focus();
    await page().keyboard.press('Enter');
    // It takes the focus a moment after it is in sight.
    await page().locator('[role="menu"] :focus').waitFor({ state: 'attached' });
  };
  const focused = (name: string) =>
    page().waitForFunction((label) => document.activeElement?.getAttribute('aria-label') === label, name);

  test('a page is gone to by two keys', async () => {
    await goTo('/machine');
    await page().getByRole('heading', { level: 1, name: 'default' }).waitFor();
    await page().keyboard.press('g');
    await page().keyboard.press('i');
    await page().getByRole('heading', { level: 1, name: 'Images' }).waitFor();
  });

  test('a command is found by its name', async () => {
    await page().keyboard.press('ControlOrMeta+k');
    await page().getByPlaceholder('What do you want to do?').fill('volumes');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { level: 1, name: 'Volumes' }).waitFor();
    await page().getByPlaceholder('What do you want to do?').waitFor({ state: 'detached' });
  });

  test('? lists the keys', async () => {
    await page().keyboard.press('?');
    const keys = dialog('Keyboard shortcuts');
    await keys.getByText('Go to Containers').waitFor();
    await page().keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
  });

  test('rows are walked through, selected and opened', async () => {
    await goTo('/networks');
    const grid = page().getByRole('grid');
    await grid.getByRole('row').nth(2).waitFor();
    await grid.focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Space');
    expect(await grid.locator('[aria-selected="true"]').count()).toBe(1);
    await page().keyboard.press('Escape');
    expect(await grid.locator('[aria-selected="true"]').count()).toBe(0);
  });

  test.each(['the first time', 'and again'])(
    'a menu that is left gives the focus back to its button, %s',
    async () => {
      await goTo('/containers');
      await openMenu(`More for ${NAME}`);
      await page().keyboard.press('ArrowDown');
      await page().keyboard.press('Escape');
      await page().getByRole('menu').waitFor({ state: 'detached' });
      await focused(`More for ${NAME}`);
    },
  );

  test('a dialog that was opened from the menu gives it back to the menu’s button', async () => {
    await openMenu(`More for ${NAME}`);
    await page().getByRole('menuitem', { name: 'Rename…' }).focus();
    await page().keyboard.press('Enter');
    await dialog(`Rename ${NAME}`).getByRole('textbox', { name: 'New name' }).waitFor();
    await page().keyboard.press('Escape');
    await dialog(`Rename ${NAME}`).waitFor({ state: 'detached' });
    await focused(`More for ${NAME}`);
  });

  test('so do the menu of a network and its dialog', async () => {
    await goTo('/networks');
    await openMenu('More: bridge');
    await page().keyboard.press('Escape');
    await page().getByRole('menu').waitFor({ state: 'detached' });
    await focused('More: bridge');
    await openMenu('More: bridge');
    await page().getByRole('menuitem', { name: 'Connect a container', exact: true }).focus();
    await page().keyboard.press('Enter');
    await dialog('Connect a container to bridge').getByText('All containers are on it already').waitFor();
    await page().keyboard.press('Escape');
    await dialog('Connect a container to bridge').waitFor({ state: 'detached' });
    await focused('More: bridge');
  });
});
