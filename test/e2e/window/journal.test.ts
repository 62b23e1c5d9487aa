// The journal: what became of a thing that is gone, whoever did it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describePage } from '../window.ts';

const BRIEF = 'journal-brief';
const KEPT = 'journal-kept';

describePage('the journal', ({ slipway, page, goTo, row, dialog }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    // What happens before a window is connected to the engine nobody can tell.
    await goTo('/containers');
    await page().getByRole('grid', { name: 'Containers' }).waitFor();
    await dockerOutput(slipway, 'run', '-d', '--name', KEPT, IMAGE, 'sleep', '999');
    await row(KEPT).waitFor();
  });
  afterAll(() => docker(slipway, ['rm', '-f', BRIEF, KEPT]));

  const entry = (name: string, ...told: readonly string[]) =>
    told.reduce(
      (found, text) => found.filter({ hasText: text }),
      page().getByRole('table', { name: 'Journal' }).getByRole('row').filter({ hasText: name }),
    );

  test('tells how a container ended that removed itself', async () => {
    const { code } = await docker(slipway, ['run', '--rm', '--name', BRIEF, IMAGE, 'sh', '-c', 'exit 3']);
    expect(code).toBe(3);
    await goTo('/journal');
    await entry(BRIEF, 'ended', 'exit code 3').waitFor();
    await entry(BRIEF, 'removed').waitFor();
  });

  test('tells of what is removed in the window as of what is removed in a terminal', async () => {
    await goTo('/containers');
    await row(KEPT)
      .getByRole('button', { name: `More for ${KEPT}` })
      .click();
    await page().getByRole('menuitem', { name: 'Remove…' }).click();
    await dialog(`Remove ${KEPT}?`).getByText('It is running: it is killed first.').waitFor();
    await dialog(`Remove ${KEPT}?`).getByRole('button', { name: 'Remove', exact: true }).click();
    await row(KEPT).waitFor({ state: 'detached' });
    await goTo('/journal');
    await entry(KEPT, 'signalled').waitFor();
    await entry(KEPT, 'ended', 'exit code 137').waitFor();
    await entry(KEPT, 'removed').waitFor();
  });

  test('is searched by several words; that nothing matches is said', async () => {
    const search = page().getByRole('searchbox', { name: 'Search' });
    await search.fill(`removed ${BRIEF}`);
    await page()
      .getByText(/^1 of \d+ events/)
      .waitFor();
    await entry(BRIEF, 'removed').waitFor();
    await entry(KEPT).first().waitFor({ state: 'detached' });
    await search.fill('nothing of this kind');
    await page().getByRole('heading', { name: 'No event matches' }).waitFor();
  });
});
