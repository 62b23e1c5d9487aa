// Configs that were damaged, come from the future or meet a full disk, seen through the real command line.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { freshSlipway, removeSlipway, slipwayAt, type Slipway } from '../harness/slipway.ts';

const homes: Slipway[] = [];
let slipway: Slipway;
beforeEach(() => {
  slipway = freshSlipway();
  homes.push(slipway);
});
afterAll(async () => {
  for (const home of homes) await removeSlipway(home);
});

interface Row {
  name: string;
  status: string;
  problems: string[];
}
const list = async () => JSON.parse((await slipway.cli(['ls', '--json'])).stdout) as Row[];

describe('a damaged config.json (fault 12)', () => {
  it.each([
    ['empty', ''],
    ['cut in half', '{"schema":1,"na'],
    ['binary', '\u0000\u0001\u0002\ufffd'],
  ])('that is %s is restored from its backup, and ls says so', async (_, damage) => {
    await slipway.cli(['init', '--memory', '777MiB']);
    writeFileSync(slipway.paths().config, damage);
    const [row] = await list();
    expect(row).toMatchObject({ name: 'default', status: 'poweroff' });
    expect(row?.problems[0]).toContain('restored from config.json.bak');
    expect((await slipway.cli(['config', 'get', 'memory'])).stdout).toBe('777MiB\n');
  });

  it('that cannot be restored is broken, and the other machines are listed', async () => {
    await slipway.cli(['init']);
    await slipway.cli(['init', '--machine', 'sound']);
    writeFileSync(slipway.paths().config, '');
    writeFileSync(slipway.paths().configBackup, '');
    const table = await slipway.cli(['ls']);
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^default +- +broken/m);
    expect(table.stdout).toMatch(/^sound +- +poweroff/m);
    expect((await slipway.cli(['status'])).stdout).toBe('broken\n');
    const up = await slipway.cli(['up']);
    expect(up.code).toBe(1);
    expect(up.stderr).toContain('E_CONFIG_DAMAGED');
    expect((await slipway.cli(['delete', '--yes'])).code).toBe(0);
  });
});

it('a config of a newer version is refused by every verb and stays byte-identical (fault 13)', async () => {
  await slipway.cli(['init']);
  const { config, configBackup } = slipway.paths();
  const newer = readFileSync(config, 'utf8').replace('"schema": 1', '"schema": 999');
  writeFileSync(config, newer);
  const backup = readFileSync(configBackup);
  for (const args of [['up'], ['config'], ['config', 'set', 'cpus=1'], ['info'], ['ls'], ['doctor']]) {
    const { stdout, stderr } = await slipway.cli(args);
    expect(stdout + stderr, args.join(' ')).toContain('made by a newer Slipway');
  }
  expect(readFileSync(config, 'utf8')).toBe(newer);
  expect(readFileSync(configBackup)).toEqual(backup);
});

it('settings are kept, and the disk only grows', async () => {
  await slipway.cli(['init', '--disk', '64GiB', '--cpus', '1']);
  expect((await slipway.cli(['config', 'set', 'memory=600MiB', 'disk=65GiB', 'accelerator=tcg'])).code).toBe(
    0,
  );
  expect((await slipway.cli(['config'])).stdout).toMatch(
    /^cpus=1\nmemory=600MiB\ndisk=65GiB\naccelerator=tcg\nport=\d+\n$/,
  );
  const shrunk = await slipway.cli(['config', 'set', 'disk=64GiB', 'cpus=1']);
  expect([shrunk.code, shrunk.stderr.includes('E_DISK_SHRINK')]).toEqual([2, true]);
});

// Only root may mount a file system of its own.
describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('on a full disk (fault 27)', () => {
  it('a change is refused, the config stays byte-equal, and nothing empty is left behind', async () => {
    const disk = join(slipway.home, 'small');
    mkdirSync(disk);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk]);
    try {
      const small = slipwayAt(disk);
      await small.cli(['init', '--memory', '600MiB']);
      const { config, folder } = small.paths();
      const before = readFileSync(config);
      await fill(join(disk, 'filler'));
      const { code, stderr } = await small.cli(['config', 'set', 'memory=700MiB']);
      expect([code, stderr.includes('E_DISK_FULL')]).toEqual([1, true]);
      expect(stderr).toContain(config);
      expect(readFileSync(config)).toEqual(before);
      expect(readdirSync(folder).sort()).toEqual(['config.json', 'config.json.bak']);
      const init = await small.cli(['init', '--machine', 'second']);
      expect([init.code, init.stderr.includes('E_DISK_FULL')]).toEqual([1, true]);
      rmSync(join(disk, 'filler'));
      expect(JSON.parse((await small.cli(['ls', '--json'])).stdout)).toHaveLength(1);
    } finally {
      await run('umount', [disk]);
    }
  });
});

/** Writes until not a byte more goes in. */
async function fill(path: string): Promise<void> {
  await run('dd', ['if=/dev/zero', `of=${path}`, 'bs=1k'], { expect: [1] });
}
