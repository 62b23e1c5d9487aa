// What others write is shown and never obeyed: names, labels, logs and escapes made to break a window (faults 72, 73).

import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describeWindow } from '../window.ts';

const SCRIPT = '<img src=x onerror="window.__pwned=1">';
/** A log that would set the title, write to the clipboard, clear the screen, ask for a report and never end. */
const LOG = String.raw`printf '\033]0;pwned\007\033]52;c;cHduZWQ=\007\033[2J\033[6n${SCRIPT}\n\033[31mred\033[0m\nbidi \342\200\256cod\n\033]0;endless'; sleep 999`;

describeWindow('hostile content', ({ slipway, page, goTo, row }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    const labels = ['--label', `x=${SCRIPT}`, '--label', '__proto__.polluted=1', '--env', `HTML=${SCRIPT}`];
    await dockerOutput(slipway, 'run', '-d', '--name', 'hostile', ...labels, IMAGE, 'sh', '-c', LOG);
  });
  afterAll(() => dockerOutput(slipway, 'rm', '-f', 'hostile'));

  const expectUnharmed = async () => {
    expect(await page().evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined();
    expect(await page().title()).toBe('Slipway');
    expect(await page().locator('img[src="x"]').count()).toBe(0);
  };

  test('in the list is text', async () => {
    await goTo('/containers');
    await row('hostile').waitFor();
    await expectUnharmed();
  });

  test('in the log is text, its colours colours', async () => {
    await row('hostile').getByText('hostile', { exact: true }).click();
    await page().getByText(SCRIPT).first().waitFor();
    await page().getByText('red', { exact: true }).waitFor();
    await page()
      .getByText(String.raw`bidi \u202ecod`)
      .waitFor();
    await expectUnharmed();
  });

  test('in labels and variables is text', async () => {
    await page().getByRole('tab', { name: 'Details' }).click();
    await page().getByText(SCRIPT).first().waitFor();
    await expectUnharmed();
    expect(await page().evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  });
});
