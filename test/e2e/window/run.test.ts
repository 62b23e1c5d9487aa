// The form that a container is run from: filled by a line from anywhere, held against what is there, and then run.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { freePort } from '../../harness/ports.ts';
import { describePage } from '../window.ts';

describePage('running a container', ({ slipway, page, goTo, alert }) => {
  let port = 0;
  beforeAll(async () => {
    await importBusybox(slipway);
    port = await freePort();
    await goTo('/run');
  });
  afterAll(() => docker(slipway, ['rm', '-f', 'run-one']));

  const paste = async (line: string) => {
    await page().getByRole('textbox', { name: 'Paste a docker run line' }).fill(line);
    await page().getByRole('button', { name: 'Fill the form' }).click();
  };
  const portHere = () => page().getByRole('textbox', { name: 'Port here 1' });

  test('a word of a pasted line that is not understood is named', async () => {
    await paste(`docker run --frobnicate 3 ${IMAGE}`);
    await alert('--frobnicate is not understood').waitFor();
  });

  test('a pasted line fills the form, and the form says it again as a line', async () => {
    await paste(
      `sudo docker run --env GREETING=hello --publish ${port}:80 --name=run-one ${IMAGE} httpd -f -p 80`,
    );
    await page().getByText('The form says what the line said.').waitFor();
    expect(await page().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('run-one');
    expect(await portHere().inputValue()).toBe(String(port));
    const equal = `docker run -d --name run-one -p ${port}:80 -e GREETING=hello ${IMAGE} httpd -f -p 80`;
    await page().locator('[data-equal-line]').getByText(equal, { exact: true }).waitFor();
  });

  test('it runs, and its page is shown', async () => {
    await page().getByRole('button', { name: 'Run', exact: true }).click();
    await page().getByRole('heading', { level: 1, name: 'run-one' }).waitFor();
    await page()
      .getByText(/^Running for/)
      .waitFor();
    const told = '{{.State.Running}} {{json .Config.Env}} {{json .HostConfig.PortBindings}}';
    const seen = await dockerOutput(slipway, 'inspect', '--format', told, 'run-one');
    expect(seen).toMatch(/^true .*"GREETING=hello"/);
    expect(seen).toContain(`"HostPort":"${port}"`);
  });

  test('a port that is taken is said to be whose, and the next free one is offered', async () => {
    await goTo('/run');
    await paste(`docker run -p ${port}:80 ${IMAGE}`);
    const held = alert(`Port ${port} is held by the container run-one.`);
    await held.waitFor();
    const offer = held.getByRole('button', { name: /^Take \d+$/ });
    const next = (await offer.innerText()).replace('Take ', '');
    await offer.click();
    await held.waitFor({ state: 'detached' });
    expect(await portHere().inputValue()).toBe(next);
  });

  test('an image that is not there is offered to be pulled', async () => {
    await paste('docker run run-absent:1');
    await page().getByRole('button', { name: 'Run', exact: true }).click();
    const missing = alert('run-absent:1 has to be pulled');
    await missing.getByRole('button', { name: 'Pull it and run' }).waitFor();
  });
});
