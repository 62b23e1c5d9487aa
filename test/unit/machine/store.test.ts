// The store on temporary folders: machines are made whole, read with care and never lost to a damaged file.

import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig, updateConfig, writeConfig } from '../../../main/machine/config-file.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinePaths, machinesFolder, type MachinePaths } from '../../../main/machine/paths.ts';
import { createMachine, inspectMachine, listMachines, removeMachine } from '../../../main/machine/store.ts';

const name = parseMachineName('default');
const other = parseMachineName('other');
let home: string;
let paths: MachinePaths;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-store-'));
  paths = machinePaths(home, name);
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('createMachine', () => {
  it('makes a folder and files that only their owner may read, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await createMachine(home, name);
    } finally {
      process.umask(before);
    }
    const modes = await Promise.all(
      [machinesFolder(home), paths.folder, paths.config, paths.configBackup].map(async (path) =>
        ((await stat(path)).mode & 0o777).toString(8),
      ),
    );
    expect(modes).toEqual(['700', '700', '600', '600']);
  });

  it('takes the settings given and remembers them', async () => {
    const made = await createMachine(home, name, { memoryMiB: 1024, accelerator: 'tcg' });
    expect(made).toMatchObject({ name: 'default', memoryMiB: 1024, accelerator: 'tcg' });
    expect((await readConfig(paths, name)).config).toEqual(made);
  });

  it('refuses a machine that exists and leaves it as it was', async () => {
    await createMachine(home, name);
    const before = await readFile(paths.config);
    await expect(createMachine(home, name)).rejects.toMatchObject({ code: 'E_MACHINE_EXISTS' });
    expect(await readFile(paths.config)).toEqual(before);
    expect(await readdir(machinesFolder(home))).toEqual(['default']);
  });

  it('is there whole or not at all for those who look while it is made', async () => {
    for (let round = 0; round < 50; round += 1) {
      const made = { yet: false };
      const making = createMachine(home, name).finally(() => (made.yet = true));
      const kinds = new Set<string>();
      while (!made.yet) kinds.add((await inspectMachine(home, name)).kind);
      await making;
      expect([...kinds]).not.toContain('broken');
      await removeMachine(home, name);
    }
  });

  it('lets exactly one of twenty win who create the same machine at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => createMachine(home, name)));
    const losers = tries.filter((one) => one.status === 'rejected');
    expect(losers).toHaveLength(19);
    for (const loser of losers) expect(loser.reason).toMatchObject({ code: 'E_MACHINE_EXISTS' });
    expect(await readdir(machinesFolder(home))).toEqual(['default']);
  });

  it('never takes over a folder that lost its config but still holds a disk', async () => {
    await mkdir(paths.folder, { recursive: true });
    await writeFile(paths.dataDisk, 'precious');
    await expect(createMachine(home, name)).rejects.toMatchObject({ code: 'E_MACHINE_EXISTS' });
    expect(await readFile(paths.dataDisk, 'utf8')).toBe('precious');
    expect(await inspectMachine(home, name)).toMatchObject({ kind: 'broken' });
  });

  it('gives a second machine other ports', async () => {
    const first = await createMachine(home, name);
    const second = await createMachine(home, other);
    expect(second.ports.engine).not.toBe(first.ports.engine);
    expect(second.ports.ssh).not.toBe(first.ports.ssh);
  });
});

describe('readConfig', () => {
  it.each([
    ['empty', ''],
    ['cut in half', '{"schema":1,"name":"def'],
    ['binary', '\u0000\u0001\ufffdELF'],
  ])('restores a config.json that is %s from its backup, and says so', async (_, damage) => {
    const made = await createMachine(home, name);
    await writeFile(paths.config, damage);
    const read = await readConfig(paths, name);
    expect(read.config).toEqual(made);
    expect(read.restored).toContain('restored from config.json.bak');
    expect((await readConfig(paths, name)).restored).toBeUndefined();
  });

  it('restores a config.json that is gone', async () => {
    const made = await createMachine(home, name);
    await rm(paths.config);
    expect((await readConfig(paths, name)).config).toEqual(made);
  });

  it('says a config is damaged when its backup is no better', async () => {
    await createMachine(home, name);
    await writeFile(paths.config, '');
    await writeFile(paths.configBackup, '{');
    await expect(readConfig(paths, name)).rejects.toMatchObject({
      code: 'E_CONFIG_DAMAGED',
      message: expect.stringContaining('is empty'),
    });
  });

  it('leaves a mistake made by hand in place and names the key', async () => {
    const made = await createMachine(home, name);
    const edited = JSON.stringify({ ...made, cpus: 'many' });
    await writeFile(paths.config, edited);
    await expect(readConfig(paths, name)).rejects.toMatchObject({
      code: 'E_CONFIG_DAMAGED',
      message: expect.stringContaining('cpus:'),
    });
    expect(await readFile(paths.config, 'utf8')).toBe(edited);
  });

  it('refuses a config from a newer version and leaves it byte-identical', async () => {
    const made = await createMachine(home, name);
    const newer = JSON.stringify({ ...made, schema: 999, colour: 'blue' });
    await writeFile(paths.config, newer);
    await expect(readConfig(paths, name)).rejects.toMatchObject({
      code: 'E_CONFIG_NEWER',
      message: expect.stringContaining('made by a newer Slipway'),
    });
    expect(await readFile(paths.config, 'utf8')).toBe(newer);
  });

  it('refuses a config copied from another machine', async () => {
    await createMachine(home, name);
    await mkdir(machinePaths(home, other).folder);
    await writeFile(machinePaths(home, other).config, await readFile(paths.config));
    await expect(readConfig(machinePaths(home, other), other)).rejects.toMatchObject({
      code: 'E_CONFIG_DAMAGED',
      message: expect.stringContaining('belongs to machine default'),
    });
  });

  it('says that a machine does not exist', async () => {
    await expect(readConfig(paths, name)).rejects.toMatchObject({ code: 'E_NO_MACHINE' });
  });
});

describe('writeConfig', () => {
  it('never writes a config it could not read again', async () => {
    const made = await createMachine(home, name);
    const before = await readFile(paths.config);
    await expect(writeConfig(paths, { ...made, cpus: 0 })).rejects.toThrow('cpus');
    expect(await readFile(paths.config)).toEqual(before);
  });

  it('keeps the backup in step', async () => {
    await createMachine(home, name);
    await updateConfig(paths, name, (config) => ({ ...config, cpus: 1 }));
    await writeFile(paths.config, '');
    expect((await readConfig(paths, name)).config.cpus).toBe(1);
  });
});

describe('updateConfig', () => {
  it('says so when the machine is removed between the look and the change', async () => {
    await createMachine(home, name);
    const removed = updateConfig(paths, name, (config) => {
      rmSync(paths.folder, { recursive: true });
      return config;
    });
    await expect(removed).rejects.toMatchObject({ code: 'E_NO_MACHINE' });
  });
});

describe('listMachines', () => {
  it('is empty where Slipway was never used', async () => {
    expect(await listMachines(join(home, 'nowhere'))).toEqual([]);
  });

  it('lists a broken machine as broken and the others whole', async () => {
    await createMachine(home, name);
    await createMachine(home, other);
    await writeFile(paths.config, '');
    await writeFile(paths.configBackup, '');
    expect(await listMachines(home)).toMatchObject([
      { name: 'default', kind: 'broken', error: { code: 'E_CONFIG_DAMAGED' } },
      { name: 'other', kind: 'whole' },
    ]);
  });

  it('is not disturbed by what is no machine', async () => {
    await createMachine(home, name);
    const folder = machinesFolder(home);
    await mkdir(join(folder, '.default-1234abcd'));
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, 'file'), '');
    await symlink('/nowhere', join(folder, 'dangling'));
    await mkdir(join(folder, 'Bad Name'));
    expect((await listMachines(home)).map((machine) => machine.name)).toEqual(['default']);
  });
});

describe('removeMachine', () => {
  it('removes the folder and the runtime folder, and nothing beside them', async () => {
    await createMachine(home, name);
    await createMachine(home, other);
    await mkdir(paths.runtime.folder, { recursive: true, mode: 0o700 });
    await removeMachine(home, name);
    expect(await readdir(machinesFolder(home))).toEqual(['other']);
    await expect(stat(paths.runtime.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says that a machine does not exist', async () => {
    await expect(removeMachine(home, name)).rejects.toMatchObject({ code: 'E_NO_MACHINE' });
  });
});
