// Everybody can use it: axe finds nothing serious on any page, in light and in dark.

import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockerOutput, IMAGE, importBusybox } from '../../harness/docker.ts';
import { describePage } from '../window.ts';

const PAGES = [
  '/machine',
  '/machine/settings',
  '/machine/logs',
  '/machine/doctor',
  '/containers',
  '/containers/ID/logs',
  '/containers/ID/terminal',
  '/containers/ID/stats',
  '/containers/ID/files',
  '/containers/ID/details',
  '/run',
  '/images',
  '/images/IMAGE/layers',
  '/volumes',
  '/networks',
  '/journal',
] as const;

describePage('accessibility', ({ slipway, page, goTo }) => {
  let container = '';
  let image = '';

  beforeAll(async () => {
    await importBusybox(slipway);
    container = await dockerOutput(
      slipway,
      'run',
      '-d',
      '--name',
      'axed',
      '-v',
      'axed:/data',
      IMAGE,
      'sleep',
      '999',
    );
    image = await dockerOutput(slipway, 'images', '--no-trunc', '-q', IMAGE);
  });
  afterAll(async () => {
    await dockerOutput(slipway, 'rm', '-f', 'axed');
    await dockerOutput(slipway, 'volume', 'rm', 'axed');
  });

  test.each(['light', 'dark'] as const)('every page, %s', async (colorScheme) => {
    await page().emulateMedia({ colorScheme });
    const found: string[] = [];
    for (const path of PAGES) {
      await goTo(path.replace('ID', container).replace('IMAGE', encodeURIComponent(image)));
      await page().getByRole('heading', { level: 1 }).waitFor();
      // Electron offers no page to isolate axe in; in legacy mode it runs in ours.
      const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode().analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') {
          found.push(`${path}: ${id} (${impact}) ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});
