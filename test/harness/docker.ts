// The real docker client, told where the engine is by nothing but the text that `slipway env` prints.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type RunResult } from '../../main/lib/exec.ts';
import type { Slipway } from './slipway.ts';

/** An image of one static busybox; nothing in the tests comes from a registry. */
export const IMAGE = 'busybox-static:test';

/** Runs `docker ARGS` after `eval "$(slipway env)"` in a real sh; every exit code is an answer. */
export async function docker(
  slipway: Slipway,
  args: readonly string[],
  { input, machine = 'default' }: { input?: string; machine?: string } = {},
): Promise<RunResult> {
  const exports = await slipway.cli(['env', '--shell', 'sh', '--machine', machine]);
  if (exports.code !== 0) throw new Error(`slipway env failed: ${exports.stderr}`);
  return run('sh', ['-c', 'eval "$1"; shift; exec docker "$@"', 'sh', exports.stdout, ...args], {
    // The classic builder is in every client; buildx is a plugin that Debian's client lacks.
    env: { ...slipway.env, DOCKER_BUILDKIT: '0' },
    expect: Array.from({ length: 256 }, (_, code) => code),
    timeoutMs: 170_000,
    ...(input === undefined ? {} : { input }),
  });
}

/** What a docker command prints. @throws if it fails, with its words */
export async function dockerOutput(slipway: Slipway, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await docker(slipway, args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout.trim();
}

/** Makes IMAGE on the engine unless it is there. */
export async function importBusybox(slipway: Slipway): Promise<void> {
  if ((await dockerOutput(slipway, 'images', '-q', IMAGE)) !== '') return;
  const folder = mkdtempSync(join(tmpdir(), 'slipway-busybox-'));
  try {
    const tarball = join(folder, 'root.tar');
    const program = (await run('sh', ['-c', 'command -v busybox'])).stdout.trim();
    await run('tar', ['-cf', tarball, '--transform', 's,.*/busybox,bin/busybox,', '-h', program]);
    const changes = ['--change', 'ENV PATH=/bin', '--change', 'ENTRYPOINT ["/bin/busybox"]'];
    await dockerOutput(slipway, 'import', ...changes, tarball, IMAGE);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
