// Whose disk is in use: QEMU's complaint is known, and lsof's answer read.

import { describe, expect, it } from 'vitest';
import { isLockComplaint, parseLsof } from '../../../../main/drivers/qemu/disk-holder.ts';

describe("QEMU's complaint about a lock", () => {
  it.each([
    'qemu-system-x86_64: -blockdev …: Failed to get "write" lock\nIs another process using the image [/x]?',
    'qemu-img: Could not open \'/x\': Failed to get shared "write" lock',
    'qemu-img: Could not open \'/x\': Failed to get "consistent read" lock',
  ])('is known: %s', (text) => {
    expect(isLockComplaint(text)).toBe(true);
  });

  it('is not seen in others', () => {
    expect(isLockComplaint("Could not open '/x': No such file or directory")).toBe(false);
  });
});

describe("lsof's answer", () => {
  it('names the first process', () => {
    expect(parseLsof('p4711\ncqemu-system-aarch64\nf12\np4712\ncqemu-img\nf3\n')).toEqual({
      pid: 4711,
      command: 'qemu-system-aarch64',
    });
  });

  it('names nobody where nobody has the file open', () => {
    expect(parseLsof('')).toBeUndefined();
  });
});
