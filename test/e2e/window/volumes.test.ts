// Volumes: made, looked into, backed up, and removed when nobody has them any more.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../../main/lib/exec.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describePage } from '../window.ts';

const NAME = 'volumes-one';
const USER = 'volumes-user';
const FILL = 'mkdir /data/notes; echo hello >/data/notes/today.txt; exec sleep 999';

describePage('volumes', ({ slipway, page, goTo, row, dialog, alert }) => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(slipway.home, 'volumes-'));
    await importBusybox(slipway);
    await goTo('/volumes');
  });
  afterAll(async () => {
    await docker(slipway, ['rm', '-f', USER]);
    await docker(slipway, ['volume', 'rm', '-f', NAME]);
    rmSync(folder, { recursive: true });
  });

  const remove = async (told: string) => {
    await row(NAME)
      .getByRole('button', { name: `Remove: ${NAME}` })
      .click();
    const asked = dialog('Remove 1 volume?');
    await asked.getByText('Their files are lost.').waitFor();
    await asked.getByRole('listitem').filter({ hasText: told }).waitFor();
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  };

  test('one is made; a name that cannot be is not asked for', async () => {
    await page().getByRole('button', { name: 'Create', exact: true }).click();
    const asked = dialog('Create a volume');
    await asked.getByRole('textbox', { name: 'Name' }).fill('no/volume');
    await asked.getByText('Begins with a letter or a digit').waitFor();
    expect(await asked.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
    await asked.getByRole('textbox', { name: 'Name' }).fill(NAME);
    await asked.getByRole('button', { name: 'Create' }).click();
    await row(NAME).getByText('nobody').waitFor();
  });

  test('its files are looked at, folder by folder', async () => {
    const settings = ['--name', USER, '-v', `${NAME}:/data`];
    await dockerOutput(slipway, 'run', '-d', ...settings, IMAGE, 'sh', '-c', FILL);
    await row(NAME).getByText(USER).waitFor();
    await row(NAME)
      .getByRole('button', { name: `Browse files: ${NAME}` })
      .click();
    const files = dialog(NAME).getByRole('table', { name: 'Files' });
    await files.getByRole('button', { name: 'notes' }).click();
    await files.getByRole('row').filter({ hasText: 'today.txt' }).getByText('6 B').waitFor();
    await dialog(NAME).getByRole('button', { name: 'Close' }).click();
    await dialog(NAME).waitFor({ state: 'detached' });
  });

  test('it is backed up to a tar file of this computer', async () => {
    const file = join(folder, 'one.tar');
    await row(NAME)
      .getByRole('button', { name: `More: ${NAME}` })
      .click();
    await page().getByRole('menuitem', { name: 'Back up to a tar file', exact: true }).click();
    const asked = dialog(`Back up ${NAME}`);
    await asked.getByRole('textbox', { name: 'New tar file' }).fill(file);
    await asked.getByRole('button', { name: 'Back up to a tar file' }).click();
    await page().getByText(`${file}: `).waitFor();
    expect((await run('tar', ['-xOf', file, './notes/today.txt'])).stdout).toBe('hello\n');
  });

  test('one that a container has stays, and the reason is told', async () => {
    await remove(`${NAME} (used by ${USER})`);
    await alert('volume is in use').waitFor();
    await row(NAME).waitFor();
  });

  test('one that nobody has is removed, once it was said which', async () => {
    await dockerOutput(slipway, 'rm', '-f', USER);
    await row(NAME).getByText('nobody').waitFor();
    await remove(NAME);
    await row(NAME).waitFor({ state: 'detached' });
    await page().getByText('1 volume removed').waitFor();
  });
});
