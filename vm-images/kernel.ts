// The kernel as QEMU starts it quickest: for amd64 the plain ELF out of Debian's self-unpacking bzImage.

import { run } from '../main/lib/exec.ts';
import { writeFile, readFile, rm } from 'node:fs/promises';
import type { VmArch } from '../main/vm-image/manifest.ts';
import { isElf } from './elf.ts';

// Offsets of the boot protocol (kernel: Documentation/arch/x86/boot.rst).
const SETUP_SECTORS = 0x1f1;
const PAYLOAD_OFFSET = 0x248;
const PAYLOAD_LENGTH = 0x24c;
const ZSTD_MAGIC = 0xfd2fb528;
const ARM64_MAGIC = 'ARMd';

/**
 * Writes the kernel in the form QEMU's `-kernel` starts directly.
 * @param vmlinuz Debian's kernel file
 * @throws Error when the file has a form this builder does not know
 */
export async function writeKernel(vmlinuz: string, out: string, arch: VmArch): Promise<void> {
  const file = await readFile(vmlinuz);
  if (arch === 'arm64') {
    if (file.toString('latin1', 56, 60) !== ARM64_MAGIC)
      throw new Error(`${vmlinuz}: not a plain arm64 Image`);
    return writeFile(out, file);
  }
  const payload = compressedPayload(file);
  if (payload.readUInt32LE(0) !== ZSTD_MAGIC) throw new Error(`${vmlinuz}: its payload is not zstd`);
  await writeFile(`${out}.zst`, payload);
  await run('zstd', ['-q', '-d', '-f', `${out}.zst`, '-o', out]);
  await rm(`${out}.zst`);
  if (!isElf(await readFile(out))) throw new Error(`${vmlinuz}: its payload is not an ELF kernel`);
}

/** The compressed kernel inside a bzImage, without the four bytes of unpacked size that follow it. */
function compressedPayload(bzImage: Buffer): Buffer {
  const protectedMode = ((bzImage[SETUP_SECTORS] || 4) + 1) * 512;
  const start = protectedMode + bzImage.readUInt32LE(PAYLOAD_OFFSET);
  return bzImage.subarray(start, start + bzImage.readUInt32LE(PAYLOAD_LENGTH) - 4);
}
