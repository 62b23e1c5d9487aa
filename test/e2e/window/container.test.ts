// One container's page: what it says, a terminal in it, what it uses, its files, its limits, its end.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

const NAME = 'container-one';
/** The image has no shell by that name, which terminals look for. */
const SAY =
  'ln -sf busybox /bin/sh; echo hello >/note.txt; echo first line; echo second line; exec sleep 999';

describeWindow('one container', ({ slipway, page, goTo, row, dialog }) => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(slipway.home, 'container-'));
    await importBusybox(slipway);
    const settings = ['--name', NAME, '--stop-signal', 'KILL'];
    await dockerOutput(slipway, 'run', '-d', ...settings, IMAGE, 'sh', '-c', SAY);
    await goTo(`/containers/${NAME}`);
  });
  afterAll(async () => {
    await docker(slipway, ['rm', '-f', NAME]);
    rmSync(folder, { recursive: true });
  });

  const openTab = (name: string) => page().getByRole('tab', { name, exact: true }).click();
  const told = (text: string | RegExp) => page().getByRole('status').filter({ hasText: text });

  test('its log is followed as it is written', async () => {
    const log = page().getByRole('log', { name: `Logs of ${NAME}` });
    await log.getByText('second line').waitFor();
    await dockerOutput(slipway, 'exec', NAME, 'sh', '-c', 'echo third line >/proc/1/fd/1');
    await log.getByText('third line').waitFor();
  });

  test('its log is searched: what is found, what is not, and what is no expression', async () => {
    const search = page().getByRole('searchbox', { name: 'Search the log' });
    await search.fill('LINE');
    await told(/^3 lines$/).waitFor();
    await page().getByRole('button', { name: 'Next finding' }).click();
    await told(/^1 of 3$/).waitFor();

    await page().getByRole('button', { name: 'Only lines with a finding' }).click();
    await search.fill('nobody wrote this');
    await page().getByText('No line has this in it.').waitFor();

    await page().getByRole('button', { name: 'Regular expression' }).click();
    await search.fill('(line');
    await told('Not an expression: ').waitFor();
    await search.fill('^(first|third) line$');
    await told(/^2 lines$/).waitFor();
  });

  test('a terminal runs what is typed, and tells how it ended', async () => {
    await openTab('Terminal');
    const screen = (text: string) => page().locator('[data-terminal]').filter({ hasText: text });
    await screen('/ #').waitFor();
    await page().getByLabel('Terminal 1').focus();
    await page().keyboard.type('echo $((6000 * 7))\n');
    await screen('42000').waitFor();
    await page().keyboard.type('exit 3\n');
    await told('Ended with exit code 3').waitFor();
  });

  test('a terminal whose program is not there ends with its code', async () => {
    await page().getByRole('combobox', { name: 'Command' }).fill('absent-shell');
    await page().getByRole('button', { name: 'New terminal' }).click();
    // Engines before 28 say 126.
    await told(/^Ended with exit code 12[67]$/).waitFor();
  });

  test('what it uses is shown, with its processes', async () => {
    await openTab('Stats');
    await page()
      .locator('[data-figure="Memory"]', { hasText: /\d MiB of / })
      .waitFor();
    const processes = page().getByRole('table', { name: 'Processes' });
    await processes.getByRole('row').filter({ hasText: 'sleep 999' }).waitFor();
  });

  test('a file of it is downloaded to this computer, once', async () => {
    await openTab('Files');
    const to = join(folder, 'note.txt');
    const download = async () => {
      await row('note.txt').getByRole('button', { name: 'Download note.txt' }).click();
      await dialog('Download note.txt').getByRole('textbox', { name: 'To', exact: true }).fill(to);
      await dialog('Download note.txt').getByRole('button', { name: 'Download', exact: true }).click();
    };
    await download();
    await page().getByText(`now at ${to}`).waitFor();
    expect(readFileSync(to, 'utf8')).toBe('hello\n');
    await download();
    await page()
      .getByRole('alert')
      .filter({ hasText: `${to} is there already` })
      .waitFor();
  });

  test('its limits are changed while it runs; what is too little is not asked for', async () => {
    await openTab('Details');
    const limits = page().getByRole('region', { name: 'Limits and restarts' });
    const memory = limits.getByRole('textbox', { name: 'Memory' });
    await memory.fill('5m');
    await limits.getByText('at least 6m').waitFor();
    expect(await limits.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await memory.fill('64m');
    await limits.getByRole('button', { name: 'Apply' }).click();
    await limits.getByRole('status').filter({ hasText: 'Applied' }).waitFor();
    const seen = await dockerOutput(slipway, 'inspect', '--format', '{{.HostConfig.Memory}}', NAME);
    expect(seen).toBe(String(64 * 1024 ** 2));
  });

  test('it is stopped and started again from its page', async () => {
    await page().getByRole('button', { name: 'Stop', exact: true }).click();
    await page()
      .getByText(/^Exited \(137\)/)
      .waitFor();
    await page().getByRole('button', { name: 'Start', exact: true }).click();
    await page()
      .getByText(/^Running for/)
      .waitFor();
  });

  test('that somebody else removes it is said, with what the journal knows', async () => {
    await dockerOutput(slipway, 'rm', '-f', NAME);
    await page()
      .getByRole('heading', { name: `${NAME} is gone` })
      .waitFor();
    await page().getByRole('cell', { name: 'destroy' }).waitFor();
  });
});
