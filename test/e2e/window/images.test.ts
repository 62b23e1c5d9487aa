// Images: always as the engine has them; named, saved, removed, loaded, and pulled as far as a registry lets.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../main/lib/exec.ts';
import { docker, dockerOutput } from '../../harness/docker.ts';
import { describePage } from '../window.ts';

const SHOWN = 'images-shown:1';
const ALSO = 'images-also:1';
const USER = 'images-user';
/** A tar file without a file in it. */
const EMPTY_TAR = '\0'.repeat(10_240);

describePage('images', ({ slipway, page, goTo, row, dialog, alert }) => {
  let folder = '';
  let file = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(slipway.home, 'images-'));
    file = join(folder, 'saved.tar');
    await goTo('/images');
    await page().getByRole('grid', { name: 'Images' }).waitFor();
  });
  afterAll(async () => {
    await docker(slipway, ['rm', '-f', USER]);
    await docker(slipway, ['rmi', '-f', SHOWN, ALSO]);
    rmSync(folder, { recursive: true });
  });

  const choose = async (action: string) => {
    await row(SHOWN)
      .getByRole('button', { name: /^More: / })
      .click();
    await page().getByRole('menuitem', { name: action, exact: true }).click();
  };

  test('one that is made in a terminal appears', async () => {
    const { code, stderr } = await docker(slipway, ['import', '-', SHOWN], { input: EMPTY_TAR });
    expect(code, stderr).toBe(0);
    await row(SHOWN).waitFor();
  });

  test('one that a container was made of stays, and the reason is told', async () => {
    await dockerOutput(slipway, 'create', '--name', USER, SHOWN, 'true');
    await row(SHOWN).getByText(USER).waitFor();
    await row(SHOWN)
      .getByRole('button', { name: /^Remove: / })
      .click();
    await dialog('Remove 1 image?').getByText(`${SHOWN} is used by ${USER}`).waitFor();
    await dialog('Remove 1 image?').getByRole('button', { name: 'Remove', exact: true }).click();
    await alert('is using its referenced image').waitFor();
    await row(SHOWN).waitFor();
    await dockerOutput(slipway, 'rm', USER);
    await row(SHOWN).getByText('nobody').waitFor();
  });

  test('one is given another name', async () => {
    await choose('Tag');
    await dialog('Give another name').getByRole('textbox', { name: 'New name' }).fill('Not A Name');
    await dialog('Give another name').getByText('Not the name of an image').waitFor();
    await dialog('Give another name').getByRole('textbox', { name: 'New name' }).fill(ALSO);
    await dialog('Give another name').getByRole('button', { name: 'Tag', exact: true }).click();
    await row(SHOWN).filter({ hasText: ALSO }).waitFor();
  });

  test('one is saved to a tar file, with all its names', async () => {
    await choose('Save to a tar file');
    const asked = dialog('Save to a tar file');
    await asked.getByRole('textbox', { name: 'New file' }).fill(file);
    await asked.getByRole('button', { name: 'Save to a tar file' }).click();
    await page().getByText(`${file}: `).waitFor();
    const manifest = await run('tar', ['-xOf', file, 'manifest.json']);
    const [saved] = JSON.parse(manifest.stdout) as { RepoTags: string[] }[];
    expect(saved?.RepoTags.toSorted()).toEqual([ALSO, SHOWN]);
  });

  test('one is removed once it was said which names go', async () => {
    await row(SHOWN)
      .getByRole('button', { name: /^Remove: / })
      .click();
    const asked = dialog('Remove 1 image?');
    await asked.getByRole('listitem').filter({ hasText: SHOWN }).filter({ hasText: ALSO }).waitFor();
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await row(SHOWN).waitFor({ state: 'detached' });
    await page()
      .getByText(/^2 names and \d+ layers? are gone$/)
      .waitFor();
  });

  test('it comes back from its tar file', async () => {
    await page().getByRole('button', { name: 'More ways to get and to free images' }).click();
    await page().getByRole('menuitem', { name: 'Load a tar file' }).click();
    const asked = dialog('Load a tar file');
    await asked.getByRole('textbox', { name: 'File that docker save wrote' }).fill(file);
    await asked.getByRole('button', { name: 'Load a tar file' }).click();
    await row(SHOWN).filter({ hasText: ALSO }).waitFor();
  });

  test('a pull that cannot be ends with the words of why, and what to look at', async () => {
    await page().getByRole('button', { name: 'Pull', exact: true }).click();
    const asked = dialog('Pull an image');
    await asked.getByRole('textbox', { name: 'Image' }).fill('127.0.0.1:1/images-none:1');
    await asked.getByRole('button', { name: 'Pull', exact: true }).click();
    const failure = alert('Pull 127.0.0.1:1/images-none:1');
    await failure.getByText('connection refused').waitFor();
    await failure.getByText('The machine cannot reach the registry').waitFor();
  });
});
