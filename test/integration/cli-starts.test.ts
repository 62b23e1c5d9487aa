// Twenty people start one machine at once, in a home whose name is as long and as odd as homes get.

import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type RunResult } from '../../main/lib/exec.ts';
import { PROGRAM, removeSlipway, slipwayAt, type Slipway } from '../harness/slipway.ts';

const STARTERS = 20;
const FIVE_MINUTES = 300_000;

let slipway: Slipway;
beforeAll(() => {
  const base = mkdtempSync(join(tmpdir(), 'sw-'));
  const odd = `it's "odd", $x, \`id\` é 🐳 ${'Z\u0075\u0308rich '.repeat(12)}`;
  const home = join(base, `${odd}end`);
  expect(Buffer.byteLength(home)).toBeGreaterThan(130);
  mkdirSync(home);
  slipway = slipwayAt(home);
});
afterAll(() => removeSlipway(slipway));

describe('twenty starts at once (fault 7), in a home both long and odd (faults 61, 62)', () => {
  let results: RunResult[];
  beforeAll(async () => {
    const up = () =>
      slipway.cli(['up', '--boot-timeout', '280'], { timeoutMs: FIVE_MINUTES, env: { SHELL: '/bin/sh' } });
    results = await Promise.all(Array.from({ length: STARTERS }, up));
  }, FIVE_MINUTES);

  it('all succeed and all print the same exports', () => {
    expect(results.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
    expect(results).toHaveLength(STARTERS);
    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
  });

  it('make one machine and one VM; those who came later were told', async () => {
    const made = results.filter(({ stderr }) => stderr.includes('is new: made in'));
    const joined = results.filter(({ stderr }) => stderr.includes('is already starting (pid '));
    expect(made).toHaveLength(1);
    expect(joined.length).toBeGreaterThan(0);
    const { uuid } = JSON.parse((await slipway.cli(['info', '--json'])).stdout) as { uuid: string };
    const { stdout } = await run('ps', ['-eo', 'args']);
    expect(stdout.split('\n').filter((line) => line.includes(uuid))).toHaveLength(1);
  });
});

it('what env prints comes out of eval as it was meant, and docker finds the engine by it', async () => {
  const script =
    'eval "$("$0" "$1" env)" && printf "%s" "$DOCKER_CERT_PATH" && docker version --format " {{.Server.Os}}"';
  const { stdout } = await run('sh', ['-c', script, process.execPath, PROGRAM], {
    env: { ...slipway.env, SHELL: '/bin/sh' },
  });
  expect(stdout).toBe(`${slipway.paths().certs} linux\n`);
});

it('docker finds it by its context, too', async () => {
  const { stdout } = await run('docker', ['--context', 'slipway', 'version', '--format', '{{.Server.Os}}'], {
    env: slipway.env,
  });
  expect(stdout).toBe('linux\n');
});

it('it is shut down and removed, with its context, and nothing of it stays', async () => {
  expect((await slipway.cli(['down'])).stderr).toContain('is shut down');
  expect((await slipway.cli(['status'])).stdout).toBe('poweroff\n');
  expect((await slipway.cli(['delete', '--yes'])).code).toBe(0);
  const contexts = await run('docker', ['context', 'ls', '--format', '{{.Name}}'], { env: slipway.env });
  expect(contexts.stdout.trim()).toBe('default');
});
