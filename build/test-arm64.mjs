// `npm run test:arm64`: cross-builds the VM image for arm64 and boots it, emulated where this computer is none. Minutes.

import {
  buildPrograms,
  checkNode,
  installNpmPackages,
  installSystemPackages,
  run,
  runOrExplain,
} from './set-up.mjs';

runOrExplain(() => {
  checkNode();
  installNpmPackages();
  installSystemPackages(['run', 'image'], 'arm64');
  // openssl makes the certificates.
  installSystemPackages(['test']);
  buildPrograms();
  run('npx', ['vitest', 'run', '--project', 'arm64']);
});
