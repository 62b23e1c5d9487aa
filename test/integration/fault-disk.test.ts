// Data disks that were damaged, lost, held or forged: a start refuses them by name and leaves every byte as it is.

import {
  constants,
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { holdDisk } from '../harness/disk-holder.ts';
import { qemusOf } from '../harness/processes.ts';
import { freshSlipway, removeSlipway } from '../harness/slipway.ts';

const ARCH = process.arch === 'arm64' ? 'arm64' : 'amd64';
const EMPTY_DISK = fileURLToPath(new URL(`../../dist/vm-image/${ARCH}/data.qcow2`, import.meta.url));

const slipway = freshSlipway();
const { dataDisk, consoleLog } = slipway.paths();

beforeAll(() => slipway.output('init', '--accelerator', 'tcg'));
beforeEach(() => {
  rmSync(dataDisk, { force: true });
  copyFileSync(EMPTY_DISK, dataDisk, constants.COPYFILE_FICLONE);
});
afterAll(() => removeSlipway(slipway));

function overwrite(at: number, bytes: Uint8Array): void {
  const file = openSync(dataDisk, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

/** A start that fails before any VM is there, and does not touch the disk. */
async function expectRefused(...words: string[]): Promise<void> {
  const before = readFileSync(dataDisk);
  const { code, stderr } = await slipway.cli(['up']);
  expect(code).toBe(1);
  for (const word of words) expect(stderr).toContain(word);
  expect(readFileSync(dataDisk).equals(before)).toBe(true);
  expect(existsSync(consoleLog)).toBe(false);
  expect(await qemusOf(slipway.paths())).toEqual([]);
}

test('a disk whose tables are overwritten is refused (fault 30)', async () => {
  overwrite(65_536, Buffer.alloc(64, 0xff));
  await expectRefused(dataDisk, 'is damaged', 'it was left as it is', 'E_DISK_DAMAGED');
});

test('a disk that was cut off is refused (fault 30)', async () => {
  truncateSync(dataDisk, 300_000);
  await expectRefused('is damaged', 'E_DISK_DAMAGED');
});

test('a disk without its header is refused, and no new one is made (fault 31)', async () => {
  overwrite(0, new Uint8Array(512));
  await expectRefused('exists but is unreadable; no new disk was made', 'E_DISK_UNREADABLE');
});

test('a disk of 0 bytes is refused, and no new one is made (fault 31)', async () => {
  truncateSync(dataDisk, 0);
  await expectRefused('exists but is unreadable; no new disk was made', 'E_DISK_UNREADABLE');
});

test('a disk that shows a file of this computer is refused (fault 35)', async () => {
  rmSync(dataDisk);
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', '/etc/passwd', '-F', 'raw', dataDisk, '64G']);
  await expectRefused('has a backing file', 'E_DISK_BACKING_FILE');
});

test('a disk that another program holds is refused, and the program named (fault 33)', async () => {
  const { pid, letGo } = await holdDisk(dataDisk);
  try {
    const { code, stderr } = await slipway.cli(['up']);
    expect(code).toBe(1);
    expect(stderr).toContain(`is in use by pid ${pid} (qemu-io) (E_DISK_IN_USE)`);
  } finally {
    await letGo();
  }
});
