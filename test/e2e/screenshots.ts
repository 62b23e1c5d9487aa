// `npm run screenshots`: a picture of every page of the window, in light and in dark, over a real machine with something on it.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { freshSlipway, removeSlipway, type Slipway } from '../harness/slipway.ts';
import type { Page } from 'playwright-core';
import { launchChromium, startWeb } from './hosts.ts';

const FOLDER = join(import.meta.dirname, '../../dist/screenshots');
const SIZE = { width: 1280, height: 800 };
/** Long enough for figures to come. */
const SETTLE_MS = 12_000;
const QUICK_MS = 1_500;
const CHARTS_MS = 60_000;

/** A page is pictured when something is seen on it, a time after it came, or at once. */
type Settled = number | ((page: Page) => Promise<void>);

const PAGES: readonly [name: string, path: string, settled?: Settled][] = [
  ['machine', '/machine', SETTLE_MS],
  ['machine-settings', '/machine/settings'],
  ['machine-logs', '/machine/logs'],
  ['machine-doctor', '/machine/doctor', (page) => page.getByText('QEMU').first().waitFor()],
  ['containers', '/containers', SETTLE_MS],
  ['container-logs', '/containers/WEB/logs'],
  ['container-terminal', '/containers/WEB/terminal', typeInTerminal],
  ['container-stats', '/containers/WEB/stats', untilChartsAreDrawn],
  ['container-files', '/containers/WEB/files', (page) => page.getByRole('row', { name: 'bin' }).waitFor()],
  ['container-details', '/containers/WEB/details'],
  ['run', '/run'],
  ['images', '/images'],
  ['image', '/images/IMAGE/layers'],
  ['volumes', '/volumes'],
  ['networks', '/networks'],
  ['journal', '/journal'],
];

async function untilChartsAreDrawn(page: Page): Promise<void> {
  await page.getByRole('row').filter({ hasText: 'busybox' }).waitFor();
  await page.waitForTimeout(CHARTS_MS);
}

async function typeInTerminal(page: Page): Promise<void> {
  const screen = page.locator('.xterm-rows');
  await screen.getByText('#').waitFor();
  await page.keyboard.type('ls -l /\n');
  await screen.getByText('proc').waitFor();
}

/** A small shop, as compose would have made it. */
async function furnish(slipway: Slipway): Promise<{ web: string; image: string }> {
  await importBusybox(slipway);
  for (const name of ['shop/web:1.4', 'shop/worker:1.4', 'tools/console:latest']) {
    await dockerOutput(slipway, 'tag', IMAGE, name);
  }
  await dockerOutput(slipway, 'network', 'create', 'shop');
  const of = (service: string) => [
    '--label',
    'com.docker.compose.project=shop',
    '--label',
    `com.docker.compose.service=${service}`,
    '--network',
    'shop',
  ];
  const serve =
    'busybox --install -s /bin; i=0; while :; do i=$((i+1)); echo "GET /basket/$i 200 $((i % 37)) ms"; [ $((i % 9)) = 0 ] && printf "\\033[33mwarn\\033[0m slow answer from db\\n" >&2; sleep 1; done';
  await dockerOutput(
    slipway,
    'run',
    '-d',
    '--name',
    'shop-db',
    '-v',
    'shop-data:/data',
    ...of('db'),
    IMAGE,
    'sleep',
    '9999',
  );
  const web = await dockerOutput(
    slipway,
    'run',
    '-d',
    '--name',
    'shop-web',
    '-p',
    '8080:80',
    ...of('web'),
    'shop/web:1.4',
    'sh',
    '-c',
    serve,
  );
  await dockerOutput(
    slipway,
    'run',
    '-d',
    '--name',
    'shop-worker',
    ...of('worker'),
    'shop/worker:1.4',
    'sh',
    '-c',
    'while :; do :; done',
  );
  await dockerOutput(slipway, 'run', '--name', 'migration', 'tools/console:latest', 'echo', 'done');
  await dockerOutput(
    slipway,
    'run',
    '-d',
    '--name',
    'notes',
    '-p',
    '127.0.0.1:8081:80',
    IMAGE,
    'httpd',
    '-f',
    '-p',
    '80',
  );
  return { web, image: await dockerOutput(slipway, 'images', '--no-trunc', '-q', 'shop/web:1.4') };
}

const slipway = freshSlipway();
try {
  mkdirSync(FOLDER, { recursive: true });
  await slipway.output('up');
  const { web, image } = await furnish(slipway);
  const { url, server } = await startWeb(slipway);
  const browser = await launchChromium();
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme });
    await page.goto(url);
    await page.locator('[data-machine-status="running"]').waitFor();
    // For the journal, which begins with the window.
    await dockerOutput(slipway, 'restart', '-t', '0', 'notes');
    for (const [name, path, settled = QUICK_MS] of PAGES) {
      const hash = path.replace('WEB', web).replace('IMAGE', encodeURIComponent(image));
      await page.evaluate((to) => {
        window.location.hash = to;
      }, `#${hash}`);
      if (typeof settled === 'number') await page.waitForTimeout(settled);
      else await settled(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
    }
    await page.close();
  }
  await browser.close();
  server.kill('SIGINT');
  console.log(`pictures are in ${FOLDER}`);
} finally {
  await removeSlipway(slipway);
}
