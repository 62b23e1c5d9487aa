// The image for arm64, cross-built, boots under emulation to an engine that answers.

import { afterAll, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { boot, certificates, machine, ping, type Guest } from '../image/guest.ts';

let guest: Guest | undefined;
afterAll(() => guest?.end());

test('the arm64 image boots to an engine that answers over mutual TLS', async () => {
  await run(process.execPath, ['--import', 'tsx', 'vm-images/build.ts', '--arch', 'arm64']);
  const tls = await certificates();
  guest = await boot(await machine('arm64'), tls.seed);
  expect(await guest.said('READY', 15 * 60_000)).toBe('1');
  expect(await ping(guest.spec, tls)).toBe(200);
  guest.vm.tellAgent('poweroff');
  await guest.exited();
});
