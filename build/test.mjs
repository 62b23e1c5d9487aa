// `npm test`: sets this computer up for tests and runs them all, cheapest first.

import {
  buildPage,
  buildPrograms,
  buildVmImage,
  checkNode,
  installNpmPackages,
  installSystemPackages,
  run,
  runOrExplain,
} from './set-up.mjs';

const STEPS = [
  ['formatting, types, lint, architecture, unused code, unit and contract tests', 'check'],
  ['the VM image: reproducible, boots', 'test:image'],
  ['the real thing: VM, engine, docker client, faults', 'test:integration'],
  ['the window, in a browser and in Electron', 'test:window'],
  ['the desktop app, out of the checkout and packaged', 'test:desktop'],
];

runOrExplain(() => {
  checkNode();
  installNpmPackages();
  installSystemPackages(['run', 'image', 'test']);
  buildPrograms();
  buildPage();
  buildVmImage();
  for (const [title, script] of STEPS) {
    console.error(`\n== ${title} (npm run ${script})`);
    const began = performance.now();
    run('npm', ['run', '--silent', String(script)]);
    console.error(`== ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
});
