// The probe's verdict is kept while nothing has changed, and never trusted when something has.

import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KvmVerdict } from '../../../../main/drivers/qemu/probe.ts';
import {
  forgetVerdict,
  keepVerdict,
  recallVerdict,
  verdictKey,
} from '../../../../main/drivers/qemu/verdict-cache.ts';

let folder: string;
const dead: KvmVerdict = { usable: false, cause: 'its guest died: internal-error' };
const image = () => ({ kernel: join(folder, 'kernel'), initrd: join(folder, 'initrd'), cmdline: 'quiet' });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-verdict-'));
  await writeFile(image().kernel, 'kernel');
  await writeFile(image().initrd, 'initrd');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a kept verdict', () => {
  it('is recalled while nothing has changed', async () => {
    await keepVerdict(folder, await verdictKey(image(), 'qemu 7.2'), dead);
    expect(await recallVerdict(folder, await verdictKey(image(), 'qemu 7.2'))).toEqual(dead);
  });

  it('says nothing about another QEMU or another command line', async () => {
    await keepVerdict(folder, await verdictKey(image(), 'qemu 7.2'), dead);
    expect(await recallVerdict(folder, await verdictKey(image(), 'qemu 10.0'))).toBeUndefined();
    const other = await verdictKey({ ...image(), cmdline: 'quiet panic=1' }, 'qemu 7.2');
    expect(await recallVerdict(folder, other)).toBeUndefined();
  });

  it('says nothing about another kernel', async () => {
    await keepVerdict(folder, await verdictKey(image(), 'qemu 7.2'), dead);
    await utimes(image().kernel, 1, 1);
    expect(await recallVerdict(folder, await verdictKey(image(), 'qemu 7.2'))).toBeUndefined();
  });

  it('says nothing after a reboot or on another processor', async () => {
    const key = await verdictKey(image(), 'qemu 7.2');
    await keepVerdict(folder, key, dead);
    expect(await recallVerdict(folder, { ...key, bootId: 'another' })).toBeUndefined();
    expect(await recallVerdict(folder, { ...key, processor: 'another' })).toBeUndefined();
  });

  it.each(['', '{', '{"key":{},"verdict":{"usable":true}}'])('that is damaged is none: %j', async (text) => {
    await writeFile(join(folder, 'accelerator.json'), text);
    expect(await recallVerdict(folder, await verdictKey(image(), 'qemu 7.2'))).toBeUndefined();
  });

  it('can be forgotten, and forgotten again', async () => {
    const key = await verdictKey(image(), 'qemu 7.2');
    await keepVerdict(folder, key, dead);
    await forgetVerdict(folder);
    await forgetVerdict(folder);
    expect(await recallVerdict(folder, key)).toBeUndefined();
  });
});
