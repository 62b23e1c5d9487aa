// The builder names what it misses before it starts.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkTools, toolPath } from '../../../vm-images/tools.ts';

test('every missing tool is named at once, with the command that installs it', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'no-tools-'));
  await expect(checkTools('linux', empty)).rejects.toMatchObject({
    code: 'E_TOOL_MISSING',
    message: expect.stringContaining('mkfs.erofs, mke2fs, qemu-img'),
    hint: expect.stringMatching(/apt-get install .*erofs-utils e2fsprogs qemu-utils/),
  });
  await rm(empty, { recursive: true });
});

test('on another system than Linux it says where to build instead', async () => {
  await expect(checkTools('darwin', '/usr/bin')).rejects.toMatchObject({
    hint: expect.stringContaining('Debian'),
  });
});

test('the system’s folders are searched even when a user’s PATH leaves them out', () => {
  expect(toolPath('/usr/bin:/bin')).toBe('/usr/bin:/bin:/usr/sbin:/sbin');
});
