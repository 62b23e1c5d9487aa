// The list of containers: always as the engine has it, and what is done from it, to one and to many at once.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

const SHOWN = 'containers-shown';
const BRIEF = 'containers-brief';
const ONE = 'containers-one';
const TWO = 'containers-two';
const RENAMED = 'containers-renamed';
const BROKEN = 'containers-broken';

describeWindow('containers', ({ slipway, page, goTo, row, dialog, alert }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    await dockerOutput(slipway, 'create', '--name', SHOWN, IMAGE, 'true');
    await goTo('/containers');
  });
  afterAll(() => docker(slipway, ['rm', '-f', SHOWN, BRIEF, ONE, TWO, RENAMED, BROKEN]));

  const select = (name: string) => row(name).getByRole('checkbox', { name: 'Select' }).check();
  const choose = async (name: string, action: string) => {
    await row(name)
      .getByRole('button', { name: `More for ${name}` })
      .click();
    await page().getByRole('menuitem', { name: action }).click();
  };

  test('one that is started in a terminal appears, and goes when it is removed there', async () => {
    await row(SHOWN).waitFor();
    await dockerOutput(slipway, 'run', '-d', '--name', BRIEF, IMAGE, 'sleep', '999');
    await row(BRIEF).getByText('Running').waitFor();
    await dockerOutput(slipway, 'rm', '-f', BRIEF);
    await row(BRIEF).waitFor({ state: 'detached' });
  });

  test('are found by name', async () => {
    const search = page().getByRole('textbox', { name: 'Search' });
    await search.fill('no such container');
    await page().getByText('Nothing matches').waitFor();
    await search.fill('ers-show');
    await row(SHOWN).waitFor();
    expect(await page().getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
    await search.fill('');
  });

  test('two are stopped at once', async () => {
    for (const name of [ONE, TWO]) {
      await dockerOutput(
        slipway,
        'run',
        '-d',
        '--name',
        name,
        '--stop-signal',
        'KILL',
        IMAGE,
        'sleep',
        '999',
      );
      await select(name);
    }
    await page().getByRole('button', { name: 'Stop selected' }).click();
    for (const name of [ONE, TWO])
      await row(name)
        .getByText(/^Exited/)
        .waitFor();
    const seen = await dockerOutput(slipway, 'inspect', '--format', '{{.State.Running}}', ONE, TWO);
    expect(seen).toBe('false\nfalse');
    await page().getByRole('button', { name: 'Select none' }).click();
  });

  test('of several that are started, the one that cannot be is named with the reason', async () => {
    await dockerOutput(slipway, 'create', '--name', BROKEN, '--entrypoint', '/absent', IMAGE);
    await select(BROKEN);
    await select(ONE);
    await page().getByRole('button', { name: 'Start selected' }).click();
    const failures = alert('Start: 1 container could not');
    await failures.getByRole('listitem').filter({ hasText: BROKEN }).filter({ hasText: '/absent' }).waitFor();
    await row(ONE).getByText('Running').waitFor();
    await page().getByRole('button', { name: 'Select none' }).click();
  });

  test('one is given another name, unless another has it', async () => {
    await choose(ONE, 'Rename…');
    const asked = dialog(`Rename ${ONE}`);
    await asked.getByRole('textbox', { name: 'New name' }).fill(TWO);
    await asked.getByText(`There is a container called ${TWO} already.`).waitFor();
    expect(await asked.getByRole('button', { name: 'Rename' }).isDisabled()).toBe(true);
    await asked.getByRole('textbox', { name: 'New name' }).fill(RENAMED);
    await asked.getByRole('button', { name: 'Rename' }).click();
    await row(RENAMED).waitFor();
  });

  test('one is removed only once that was confirmed', async () => {
    await choose(TWO, 'Remove…');
    const asked = dialog(`Remove ${TWO}?`);
    await asked.getByText('What was written inside goes with it').waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    await row(TWO).waitFor();
    await choose(TWO, 'Remove…');
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await row(TWO).waitFor({ state: 'detached' });
  });
});
