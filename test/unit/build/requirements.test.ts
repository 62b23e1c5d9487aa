// What set-up would install, for Debian and for Homebrew, without installing anything.

import { describe, expect, test } from 'vitest';
import { missing, requirementsOf } from '../../../build/requirements.mjs';

const nothing = () => false;

describe('set-up names what it installs', () => {
  test('on Debian for x64, running needs QEMU and its disk tool', () => {
    expect(missing(requirementsOf('run', 'x64'), 'debian', nothing)).toEqual({
      tools: ['qemu-system-x86_64', 'qemu-img'],
      install: ['qemu-system-x86', 'qemu-utils'],
    });
  });

  test('on macOS for arm64, one formula brings both, and is named once', () => {
    expect(missing(requirementsOf('run', 'arm64'), 'brew', nothing)).toEqual({
      tools: ['qemu-system-aarch64', 'qemu-img'],
      install: ['qemu'],
    });
  });

  test('what is there is not installed again', () => {
    const there = (tool: string) => tool === 'qemu-img';
    expect(missing(requirementsOf('run', 'x64'), 'debian', there).install).toEqual(['qemu-system-x86']);
    expect(missing(requirementsOf('run', 'x64'), 'debian', () => true)).toEqual({ tools: [], install: [] });
  });

  test('what only Linux can do asks Homebrew for nothing', () => {
    expect(missing(requirementsOf('image', 'arm64'), 'brew', nothing).install).toEqual([]);
  });

  test('a processor nobody built for is refused by name', () => {
    expect(() => requirementsOf('run', 'mips')).toThrow(/x64 and arm64, not on mips/);
  });
});
