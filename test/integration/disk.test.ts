// Data disks with the real qemu-img: made whole, checked before use, grown, and never replaced.

import { mkdtemp, open, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataDisk, diskUsage, growDataDisk, inspectDataDisk } from '../../main/drivers/qemu/disk.ts';
import { run } from '../../main/lib/exec.ts';
import { holdDisk } from '../harness/disk-holder.ts';

let folder: string;
let template: string;
let disk: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway disk, '));
  template = join(folder, 'template.qcow2');
  disk = join(folder, 'data.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', template, '1G']);
  await io(template, 'write -P 7 0 8M');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const io = (path: string, command: string) => run('qemu-io', ['-f', 'qcow2', '-c', command, path]);

async function virtualGiB(path: string): Promise<number> {
  const { stdout } = await run('qemu-img', ['info', '-f', 'qcow2', '--output=json', path]);
  return (JSON.parse(stdout) as { 'virtual-size': number })['virtual-size'] / 1024 ** 3;
}

async function overwrite(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

/** A refusal that leaves every byte of the disk, and every file beside it, as it was. */
async function expectRefused(act: () => Promise<unknown>, failure: object): Promise<void> {
  const [before, files] = [await readFile(disk), await readdir(folder)];
  await expect(act()).rejects.toMatchObject(failure);
  expect((await readFile(disk)).equals(before)).toBe(true);
  expect(await readdir(folder)).toEqual(files);
}

describe('a new data disk', () => {
  it("is the template's content in the size that was asked for, for this user alone", async () => {
    await createDataDisk(template, disk, 5);
    expect(await virtualGiB(disk)).toBe(5);
    await io(disk, 'read -P 7 0 8M');
    expect((await stat(disk)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['data.qcow2', 'template.qcow2']);
    expect(await inspectDataDisk(disk)).toEqual({ leaksRepaired: false });
  });

  it('never takes the place of one that is there', async () => {
    await writeFile(disk, 'precious');
    await expectRefused(() => createDataDisk(template, disk, 5), { code: 'E_CONFLICT' });
  });

  it('is not left half made', async () => {
    await expect(createDataDisk(join(folder, 'missing'), disk, 5)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(createDataDisk(template, disk, 0.5)).rejects.toMatchObject({ code: 'E_DISK_SHRINK' });
    expect(await readdir(folder)).toEqual(['template.qcow2']);
  });
});

describe('growing a disk', () => {
  beforeEach(() => createDataDisk(template, disk, 5));

  it('keeps its content, and may be repeated', async () => {
    await growDataDisk(disk, 9);
    await growDataDisk(disk, 9);
    expect(await virtualGiB(disk)).toBe(9);
    await io(disk, 'read -P 7 0 8M');
  });

  it('never shrinks it', async () => {
    await expectRefused(() => growDataDisk(disk, 4), {
      code: 'E_DISK_SHRINK',
      message: expect.stringContaining('has 5 GiB and cannot shrink to 4 GiB'),
    });
  });

  it('takes nothing of the host before it is written to', async () => {
    const before = await diskUsage(disk);
    await growDataDisk(disk, 500);
    const after = await diskUsage(disk);
    expect(after.realBytes - before.realBytes).toBeLessThan(1024 ** 2);
    expect(after.apparentBytes).toBeLessThan(64 * 1024 ** 2);
  });
});

describe('a disk before it is booted from (faults 30, 31, 33, 35)', () => {
  beforeEach(() => createDataDisk(template, disk, 5));

  it.each(['0 bytes', 'no header'])('that has %s is refused; no new one is made', async (what) => {
    if (what === '0 bytes') await truncate(disk);
    else await overwrite(disk, 0, new Uint8Array(512));
    await expectRefused(() => inspectDataDisk(disk), {
      code: 'E_DISK_UNREADABLE',
      message: expect.stringContaining('exists but is unreadable; no new disk was made'),
    });
  });

  it('that is missing is said to be missing; no new one is made', async () => {
    await rm(disk);
    await expect(inspectDataDisk(disk)).rejects.toMatchObject({
      code: 'E_DISK_UNREADABLE',
      message: expect.stringContaining('is missing; no new disk was made'),
    });
    expect(await readdir(folder)).toEqual(['template.qcow2']);
  });

  it('that reads from another file of the host is refused, whatever that file is', async () => {
    await rm(disk);
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', '/etc/passwd', '-F', 'raw', disk, '5G']);
    await expectRefused(() => inspectDataDisk(disk), {
      code: 'E_DISK_BACKING_FILE',
      message: expect.stringContaining('has a backing file'),
    });
    await expectRefused(() => growDataDisk(disk, 9), { code: 'E_DISK_BACKING_FILE' });
  });

  it('whose data lie in another file of the host is refused', async () => {
    await rm(disk);
    const data = join(folder, 'other.raw').replaceAll(',', ',,');
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', `data_file=${data}`, disk, '5G']);
    await expectRefused(() => inspectDataDisk(disk), { code: 'E_DISK_BACKING_FILE' });
  });

  it('whose tables are overwritten is refused, and left as it is', async () => {
    await overwrite(disk, 65_536, Buffer.alloc(64, 0xff));
    await expectRefused(() => inspectDataDisk(disk), { code: 'E_DISK_DAMAGED' });
  });

  it('that was cut off is refused, and left as it is', async () => {
    await truncate(disk, 300_000);
    await expectRefused(() => inspectDataDisk(disk), { code: 'E_DISK_DAMAGED' });
  });

  it('that only leaks space is repaired, and nothing in it lost', async () => {
    // A cluster at the file's end that no table names, and a count of 1 for it in the first block of refcounts.
    const cluster = 65_536;
    const clusters = Math.ceil((await stat(disk)).size / cluster);
    await truncate(disk, (clusters + 1) * cluster);
    await overwrite(disk, 2 * cluster + clusters * 2, Uint8Array.of(0, 1));
    expect((await run('qemu-img', ['check', '-f', 'qcow2', disk], { expect: [3] })).code).toBe(3);
    expect(await inspectDataDisk(disk)).toEqual({ leaksRepaired: true });
    expect(await inspectDataDisk(disk)).toEqual({ leaksRepaired: false });
    await io(disk, 'read -P 7 0 8M');
  });

  it('that another program holds is refused, and the program named', async () => {
    const { pid, letGo } = await holdDisk(disk);
    try {
      await expect(inspectDataDisk(disk)).rejects.toMatchObject({
        code: 'E_DISK_IN_USE',
        message: expect.stringContaining(`in use by pid ${pid} (qemu-io)`),
      });
    } finally {
      await letGo();
    }
  });

  it('may lie behind a link', async () => {
    const link = join(folder, 'link.qcow2');
    await symlink(disk, link);
    expect(await inspectDataDisk(link)).toEqual({ leaksRepaired: false });
  });
});
