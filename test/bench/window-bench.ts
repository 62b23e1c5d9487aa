// `npm run bench:window`: the window with more than anybody has: 10,000 containers, 1,000 events a second, a log of 1 GB.

import { buildPage, buildPrograms } from '../../build/set-up.mjs';
import { openEngine } from '../../main/engine/docker.ts';
import { startWebHost } from '../../main/web/server.ts';
import { setup as openDisplay } from '../e2e/display.ts';
import { launchChromium } from '../e2e/hosts.ts';
import { IMAGE, importBusybox } from '../harness/docker.ts';
import { freshSlipway, removeSlipway, type Slipway } from '../harness/slipway.ts';
import { summarise } from './statistics.ts';
import { coldStart, type ColdStart } from './window/cold-start.ts';
import { fakeService, type FakeSize } from './window/fake-service.ts';
import { openBarePage } from './window/bare-page.ts';
import { filterMs, firstPaint, followLog, heapMB, longestTaskWhileScrolling } from './window/measures.ts';

const SIZE: FakeSize = { containers: 10_000, images: 5_000, eventsPerSecond: 1000, logBytes: 1e9 };
const RUNS = 5;
const REAL_CONTAINERS = 1000;
const SCROLL_MS = 4_000;

interface Figure {
  title: string;
  unit: string;
  samples: number[];
  target: string;
}

function figure(title: string, unit: string, target: string): Figure {
  return { title, unit, target, samples: [] };
}

async function measurePage(): Promise<Figure[]> {
  const service = fakeService(SIZE);
  const host = await startWebHost(service);
  const browser = await launchChromium();
  const paint = figure('first rows of 10,000 on the screen', 'ms', '≤ 1000');
  const filter = figure('search, from the key to the list', 'ms', '≤ 100');
  const longest = figure('longest task while scrolling (50: none was long)', 'ms', '≤ 100');
  const heap = figure('heap of the page', 'MB', '≤ 250');
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const session = await page.context().newCDPSession(page);
    for (let run = 0; run < RUNS; run += 1) {
      paint.samples.push(await firstPaint(page, host.url, '/containers'));
      filter.samples.push(await filterMs(page, 'container-99'));
      longest.samples.push(await longestTaskWhileScrolling(page, SCROLL_MS));
      heap.samples.push(await heapMB(session));
    }
    return [paint, filter, longest, heap];
  } finally {
    await browser.close();
    await host.close();
    service.close();
  }
}

async function measureLog(): Promise<Figure[]> {
  const rate = figure('1 GB through the log view', 'MB/s', '≥ 35');
  const longest = figure('longest task meanwhile', 'ms', '≤ 100');
  const heap = figure('heap of the page after that', 'MB', '≤ 250');
  const service = fakeService({ ...SIZE, eventsPerSecond: 0 });
  const host = await startWebHost(service);
  const page = await openBarePage(host.url);
  try {
    const { ms, longestTaskMs } = await followLog(page, '0'.repeat(64));
    rate.samples.push(SIZE.logBytes / 1e6 / (ms / 1000));
    longest.samples.push(longestTaskMs);
    heap.samples.push(await page.heapMB());
    return [rate, longest, heap];
  } finally {
    await page.close();
    await host.close();
    service.close();
  }
}

async function measureDesktop(): Promise<Figure[]> {
  const closeDisplay = await openDisplay();
  const slipway = freshSlipway();
  try {
    await slipway.output('up');
    await importBusybox(slipway);
    await createContainers(slipway, REAL_CONTAINERS);
    const starts: ColdStart[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const start = await coldStart(slipway);
      if (start === undefined) return [];
      starts.push(start);
    }
    return [
      {
        title: `desktop window, from its start to a list of ${REAL_CONTAINERS} real containers`,
        unit: 'ms',
        samples: starts.map(({ usableMs }) => usableMs),
        target: '≤ 2500',
      },
      {
        title: 'all its processes while nobody touches it',
        unit: '% of a processor',
        samples: starts.map(({ idlePercent }) => idlePercent),
        target: '≤ 1',
      },
    ];
  } finally {
    await removeSlipway(slipway);
    await closeDisplay?.();
  }
}

async function createContainers(slipway: Slipway, count: number): Promise<void> {
  const { ports } = await slipway.info();
  const engine = await openEngine({ port: ports.engine, certs: slipway.paths().certs });
  const left = Array.from({ length: count }).entries();
  const worker = async () => {
    for (const [index] of left) {
      await engine.ask((docker) =>
        docker.createContainer({ name: `real-${index}`, Image: IMAGE, Cmd: ['true'] }),
      );
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

/** As soon as there is something: what comes later may fail. */
function tell(figures: readonly Figure[]): void {
  for (const { title, unit, samples, target } of figures) {
    const { median, min, max } = summarise(samples);
    const [middle, least, most] = [median, min, max].map((value) => value.toFixed(value < 10 ? 1 : 0));
    console.log(`| ${title} | ${middle} ${unit} (${least}–${most}) | ${target} ${unit} |`);
  }
}

buildPrograms();
buildPage();
console.log('| | median (smallest–largest) | goal |\n| --- | --- | --- |');
for (const measure of [measurePage, measureLog, measureDesktop]) tell(await measure());
