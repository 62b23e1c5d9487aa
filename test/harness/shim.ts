// A program in front of the real one on PATH, which breaks as a test wants it.

import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../main/lib/exec.ts';

export const QEMU = process.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64';

/**
 * Puts a shell script in the place of QEMU. In it "$real" is the real one, which answers `--version` unless told what
 * to answer.
 * @returns the PATH to run Slipway with, and the script's folder
 */
export async function shimQemu(script: string, version?: string): Promise<{ path: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-shim-'));
  const real = (await run('sh', ['-c', `command -v ${QEMU}`])).stdout.trim();
  const program = join(folder, QEMU);
  writeFileSync(
    program,
    [
      '#!/bin/sh',
      `real='${real}'`,
      `cd '${folder}'`,
      `[ "$1" = --version ] && ${version === undefined ? 'exec "$real" --version' : `exec echo 'QEMU emulator version ${version}'`}`,
      script,
      '',
    ].join('\n'),
  );
  chmodSync(program, 0o755);
  return { path: `${folder}:${process.env['PATH']}`, folder };
}
