// Finding QEMU: what is missing or too old is said with the way to mend it.

import { describe, expect, it } from 'vitest';
import {
  findQemu,
  findQemuImg,
  requireVersion,
  searchFolders,
} from '../../../../main/drivers/qemu/version.ts';

describe('the version of QEMU', () => {
  it('is read from what the program prints', () => {
    const printed =
      'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022\n';
    expect(requireVersion('qemu-system-x86_64', printed)).toBe('7.2.22');
  });

  it.each(['2.0', '2.11.1', '6.1.0'])('%s is refused by name', (version) => {
    expect(() => requireVersion('qemu-system-x86_64', `QEMU emulator version ${version}`)).toThrow(
      `qemu-system-x86_64 ${version} is older than 6.2`,
    );
  });

  it.each(['6.2', '6.2.0', '7.0.0', '10.0.2', '11.0.0'])('%s will do', (version) => {
    expect(requireVersion('qemu-system-x86_64', `QEMU emulator version ${version}`)).toBe(version);
  });

  it('that a program does not tell is no version', () => {
    expect(() => requireVersion('qemu-system-x86_64', 'segmentation fault')).toThrow(
      'does not tell its version',
    );
  });
});

describe('a missing QEMU', () => {
  const nowhere = '/nowhere/at/all';

  it('is named with the packages of this platform', async () => {
    await expect(findQemu('amd64', { path: nowhere, platform: 'linux' })).rejects.toMatchObject({
      code: 'E_QEMU_MISSING',
      message: 'qemu-system-x86_64 was not found on PATH',
      hint: expect.stringContaining('apt-get install qemu-system-x86 qemu-utils'),
    });
    await expect(findQemu('arm64', { path: nowhere, platform: 'linux' })).rejects.toMatchObject({
      message: 'qemu-system-aarch64 was not found on PATH',
      hint: expect.stringContaining('qemu-system-arm'),
    });
  });

  it('may be its disk tool alone', async () => {
    await expect(findQemuImg({ path: nowhere, platform: 'linux' })).rejects.toMatchObject({
      code: 'E_QEMU_MISSING',
      message: 'qemu-img was not found on PATH',
    });
  });

  it('is looked for in Homebrew too, since the Finder knows no PATH', () => {
    expect(searchFolders('/usr/bin:/bin', 'darwin')).toContain('/opt/homebrew/bin');
  });

  it('is never looked for in the folder one happens to be in', () => {
    expect(searchFolders('.::bin:/usr/bin', 'linux')).toEqual(['/usr/bin']);
  });
});
