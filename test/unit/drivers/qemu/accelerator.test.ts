// Which accelerator a start gets, and what the user is told about it.

import { describe, expect, it } from 'vitest';
import {
  chooseAccelerator,
  type AcceleratorHost,
  type AcceleratorRequest,
} from '../../../../main/drivers/qemu/accelerator.ts';
import { verdictOf } from '../../../../main/drivers/qemu/probe.ts';

const request: AcceleratorRequest = {
  wanted: 'auto',
  arch: 'amd64',
  image: { kernel: '/kernel', initrd: '/initrd', cmdline: '' },
  cacheFolder: '/cache',
};

const unasked = () => Promise.reject(new Error('this was not to be asked'));
const linux: AcceleratorHost = {
  platform: 'linux',
  arch: 'x64',
  kvmDevice: async () => 'open',
  kvmVerdict: async () => ({ usable: true }),
  hvfSupported: unasked,
};
const mac: AcceleratorHost = {
  platform: 'darwin',
  arch: 'arm64',
  kvmDevice: unasked,
  kvmVerdict: unasked,
  hvfSupported: async () => true,
};

describe('on Linux', () => {
  it('kvm is taken when a guest came up in it', async () => {
    expect(await chooseAccelerator(request, linux)).toEqual({ accelerator: 'kvm' });
  });

  it('kvm that opens but kills its guests is passed over, and the cause told', async () => {
    const kvmVerdict = async () => ({ usable: false, cause: 'its guest died: internal-error' }) as const;
    expect(await chooseAccelerator(request, { ...linux, kvmVerdict })).toEqual({
      accelerator: 'tcg',
      notice: {
        code: 'E_KVM_UNUSABLE',
        text: 'KVM is present but unusable: its guest died: internal-error; emulating, slower',
      },
    });
  });

  it('kvm that this user may not open is passed over without a probe, and the group named', async () => {
    const denied: AcceleratorHost = { ...linux, kvmDevice: async () => 'denied', kvmVerdict: unasked };
    expect(await chooseAccelerator(request, denied)).toEqual({
      accelerator: 'tcg',
      notice: {
        code: 'E_KVM_NOT_PERMITTED',
        text: 'KVM is present but not permitted for this user (add it to the group kvm); emulating, slower',
      },
    });
  });

  it('without kvm the guest is emulated, and it is said so', async () => {
    const absent: AcceleratorHost = { ...linux, kvmDevice: async () => 'absent', kvmVerdict: unasked };
    expect(await chooseAccelerator(request, absent)).toMatchObject({
      accelerator: 'tcg',
      notice: { code: 'E_KVM_ABSENT' },
    });
  });

  it('a guest of another architecture is emulated, and nothing is asked of kvm', async () => {
    const host: AcceleratorHost = { ...linux, kvmDevice: unasked };
    expect(await chooseAccelerator({ ...request, arch: 'arm64' }, host)).toEqual({ accelerator: 'tcg' });
  });
});

describe('on macOS', () => {
  const arm: AcceleratorRequest = { ...request, arch: 'arm64' };

  it('hvf is taken where the computer has it', async () => {
    expect(await chooseAccelerator(arm, mac)).toEqual({ accelerator: 'hvf' });
  });

  it('without it, as in a virtual Mac, the guest is emulated, and it is said so', async () => {
    expect(await chooseAccelerator(arm, { ...mac, hvfSupported: async () => false })).toMatchObject({
      accelerator: 'tcg',
      notice: { code: 'E_HVF_UNUSABLE' },
    });
  });
});

describe('an accelerator asked for by name', () => {
  it('is never replaced: kvm that is unusable fails', async () => {
    const denied: AcceleratorHost = { ...linux, kvmDevice: async () => 'denied' };
    await expect(chooseAccelerator({ ...request, wanted: 'kvm' }, denied)).rejects.toMatchObject({
      code: 'E_KVM_UNUSABLE',
      message: expect.stringContaining('add it to the group kvm'),
      hint: expect.stringContaining('accelerator=auto'),
    });
  });

  it('fails on a platform that does not have it', async () => {
    await expect(chooseAccelerator({ ...request, wanted: 'hvf' }, linux)).rejects.toMatchObject({
      code: 'E_HVF_UNUSABLE',
    });
    await expect(chooseAccelerator({ ...request, wanted: 'kvm' }, mac)).rejects.toMatchObject({
      code: 'E_KVM_UNUSABLE',
    });
  });

  it('tcg is taken without a question', async () => {
    const host: AcceleratorHost = { ...linux, kvmDevice: unasked };
    expect(await chooseAccelerator({ ...request, wanted: 'tcg' }, host)).toEqual({ accelerator: 'tcg' });
  });
});

describe('the probe', () => {
  it('believes only a guest that powered itself off', () => {
    expect(verdictOf({ kind: 'shutdown', reason: 'guest-shutdown' })).toEqual({ usable: true });
    expect(verdictOf({ kind: 'shutdown', reason: 'guest-reset' })).toMatchObject({ usable: false });
    expect(verdictOf({ kind: 'paused', status: 'internal-error' })).toEqual({
      usable: false,
      cause: 'its guest died: internal-error',
    });
    expect(verdictOf({ kind: 'resumed' })).toBeUndefined();
  });
});
