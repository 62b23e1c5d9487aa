// Nobody needs a mouse: the palette, the keys to the pages, the keys in a table.

import { expect, test } from 'vitest';
import { describeWindow } from '../window.ts';

describeWindow('by keyboard', ({ page, goTo }) => {
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
    const dialog = page().getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Go to Containers').waitFor();
    await page().keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
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
});
