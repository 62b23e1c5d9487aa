// `npm start`: sets this computer up, builds what is missing, starts the machine and opens the window. Plain JavaScript,
// since it runs first.

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
import { showWindow } from './window.mjs';

runOrExplain(() => {
  checkNode();
  installNpmPackages();
  installSystemPackages(process.platform === 'linux' ? ['run', 'image'] : ['run']);
  buildPrograms();
  buildPage();
  buildVmImage();
  run(process.execPath, ['dist/slipway.mjs', 'up', ...process.argv.slice(2)]);
  showWindow();
});
