// Networks: made, joined by a container, seen on the map, left, removed.

import { afterAll, beforeAll, test } from 'vitest';
import { docker, dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describePage } from '../window.ts';

const NAME = 'networks-own';
const SLOW = 'networks-slow';
const MEMBER = 'networks-member';
const IDLE = 'networks-idle';

describePage('networks', ({ slipway, page, goTo, row, dialog, alert }) => {
  beforeAll(async () => {
    await importBusybox(slipway);
    await dockerOutput(slipway, 'run', '-d', '--name', MEMBER, IMAGE, 'sleep', '999');
    await goTo('/networks');
  });
  afterAll(async () => {
    await docker(slipway, ['rm', '-f', MEMBER, IDLE]);
    await docker(slipway, ['network', 'rm', NAME, SLOW]);
  });

  const create = async (name: string, subnet = '10.97.5.0/24') => {
    await page().getByRole('button', { name: 'Create', exact: true }).click();
    const asked = dialog('Create a network');
    await asked.getByRole('textbox', { name: 'Name' }).fill(name);
    await asked.getByRole('textbox', { name: 'Subnet' }).fill(subnet);
    await asked.getByRole('button', { name: 'Create' }).click();
    return asked;
  };
  const show = (view: 'List' | 'Map') =>
    page().getByRole('radiogroup', { name: 'Shown as' }).getByText(view).click();
  const remove = async (told: string) => {
    await row(NAME)
      .getByRole('button', { name: `Remove: ${NAME}` })
      .click();
    const asked = dialog('Remove 1 network?');
    await asked.getByRole('listitem').filter({ hasText: told }).waitFor();
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  };

  test('one is made with the addresses that were asked for', async () => {
    const asked = await create(NAME);
    await asked.waitFor({ state: 'detached' });
    await row(NAME).getByText('10.97.5.0/24').waitFor();
  });

  test('addresses that another has are refused in the form, which stays', async () => {
    const asked = await create('networks-other');
    await asked.getByRole('alert').filter({ hasText: 'overlap' }).waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
  });

  test('one that the engine is long about is not waited for in the form; how it ends is told', async () => {
    await slipway.output('ssh', '--', 'killall -STOP dockerd');
    const asked = await create(SLOW, '10.97.6.0/24');
    await asked.getByRole('status').filter({ hasText: 'The engine is still at it.' }).waitFor();
    await asked.getByRole('button', { name: 'Close' }).last().click();
    await asked.waitFor({ state: 'detached' });
    const task = (state: string) =>
      page().locator(`[data-task-state="${state}"]`).filter({ hasText: 'Create a network' });
    await task('running').waitFor();
    await slipway.output('ssh', '--', 'killall -CONT dockerd');
    await task('done').waitFor();
    await row(SLOW).waitFor();
  });

  const connect = async (container: string) => {
    await row(NAME)
      .getByRole('button', { name: `Connect a container: ${NAME}` })
      .click();
    const asked = dialog(`Connect a container to ${NAME}`);
    await asked.getByRole('combobox', { name: 'Container' }).click();
    await page().getByRole('option', { name: container }).click();
    await asked.getByRole('button', { name: 'Connect a container' }).click();
    await asked.waitFor({ state: 'detached' });
    await row(NAME).getByText(container).waitFor();
  };

  test('a container that does not run is connected to it, of which the engine tells nothing', async () => {
    await dockerOutput(slipway, 'create', '--name', IDLE, IMAGE, 'true');
    await connect(IDLE);
    await dockerOutput(slipway, 'rm', IDLE);
    await row(NAME).getByText('none').waitFor();
  });

  test('a container that runs is connected to it', () => connect(MEMBER));

  test('the map shows the container on each of its networks, with its addresses', async () => {
    await show('Map');
    const map = page().getByRole('group', { name: 'Map of networks and the containers on them' });
    await map.getByRole('link', { name: new RegExp(`^${MEMBER} on ${NAME}: 10\\.97\\.5\\.\\d+`) }).waitFor();
    await map.getByRole('link', { name: `${MEMBER} on bridge: ` }).waitFor();
    await show('List');
  });

  test('one with a container on it stays, and the reason is told', async () => {
    await remove(`${NAME} (${MEMBER})`);
    await alert('active endpoints').waitFor();
    await row(NAME).waitFor();
  });

  test('one that the container has left is removed', async () => {
    await row(NAME).getByText(NAME, { exact: true }).click();
    await dialog(NAME)
      .getByRole('button', { name: `Disconnect: ${MEMBER}` })
      .click();
    const asked = dialog(`Disconnect ${MEMBER} from ${NAME}?`);
    await asked.getByRole('button', { name: 'Disconnect' }).click();
    await dialog(NAME).getByText('No container is on it').waitFor();
    await dialog(NAME).getByRole('button', { name: 'Close', exact: true }).click();
    await dialog(NAME).waitFor({ state: 'detached' });
    await remove(NAME);
    await row(NAME).waitFor({ state: 'detached' });
  });
});
