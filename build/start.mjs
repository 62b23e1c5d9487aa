// `npm start`: sets this computer up, builds what is missing, and starts the machine. Plain JavaScript, since it runs first.

import {
  buildPrograms,
  buildVmImage,
  checkNode,
  installNpmPackages,
  installSystemPackages,
  run,
  runOrExplain,
} from './set-up.mjs';

runOrExplain(() => {
  checkNode();
  installNpmPackages();
  installSystemPackages(process.platform === 'linux' ? ['run', 'image'] : ['run']);
  buildPrograms();
  buildVmImage();
  run(process.execPath, ['dist/slipway.mjs', 'up', ...process.argv.slice(2)]);
});
