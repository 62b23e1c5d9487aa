// The two disks of an image: the read-only root (erofs) and the empty data disk that new machines get a copy of.

import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../main/lib/exec.ts';
import {
  DATA_DISK_BYTES,
  DATA_DISK_HASH_SEED,
  DATA_DISK_LABEL,
  DATA_DISK_UUID,
  ROOT_UUID,
} from './recipe.ts';

// Spelt out, so that the machine's own mke2fs.conf changes nothing.
const EXT4_FEATURES =
  'none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,' +
  'dir_nlink,extra_isize,metadata_csum';

/** Plain, not compressed: under emulation unpacking costs more than reading. */
export async function writeRootDisk(root: string, out: string, mtimeSeconds: number): Promise<void> {
  await rm(out, { force: true });
  await run('mkfs.erofs', [
    '--quiet',
    '--all-root',
    '-x-1',
    `-T${mtimeSeconds}`,
    `-U${ROOT_UUID}`,
    out,
    root,
  ]);
}

/**
 * An empty ext4 in a qcow2 file. It is made here so that the guest needs no mkfs and can never format a disk.
 * @param work a folder for the sparse raw file it is made from
 */
export async function writeDataDisk(out: string, work: string, mtimeSeconds: number): Promise<void> {
  await mkdir(work, { recursive: true });
  const raw = join(work, 'data.raw');
  await writeFile(raw, '');
  await truncate(raw, DATA_DISK_BYTES);
  // The disk reads as zeros, so nothing is left for the kernel to zero in the background of the first boot.
  const extended = `hash_seed=${DATA_DISK_HASH_SEED},assume_storage_prezeroed=1,lazy_journal_init=1,root_owner=0:0`;
  const identity = ['-L', DATA_DISK_LABEL, '-U', DATA_DISK_UUID];
  const layout = ['-b', '4096', '-I', '256', '-i', '16384', '-m', '0', '-J', 'size=64', '-O', EXT4_FEATURES];
  await run('mke2fs', ['-q', '-F', '-t', 'ext4', ...identity, ...layout, '-E', extended, raw], {
    env: {
      E2FSPROGS_FAKE_TIME: `${mtimeSeconds}`,
      SOURCE_DATE_EPOCH: `${mtimeSeconds}`,
      MKE2FS_CONFIG: '/dev/null',
    },
  });
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', '-c', '-m', '1', raw, out]);
  await rm(raw);
}
