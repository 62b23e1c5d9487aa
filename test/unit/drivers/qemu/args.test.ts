// The command line each kind of host gets; a change of any option shows here.

import { describe, expect, it } from 'vitest';
import type { VmSpec } from '../../../../main/drivers/driver.ts';
import { probeArguments, qemuArguments } from '../../../../main/drivers/qemu/args.ts';

const spec: VmSpec = {
  name: 'default',
  uuid: '6f1d0f3e-6a7e-4f0e-9d0e-0d7b4b9d2f11',
  arch: 'amd64',
  accelerator: 'tcg',
  cpus: 2,
  memoryMiB: 2048,
  kernel: '/image/kernel',
  initrd: '/image/initrd',
  rootDisk: '/image/root.erofs',
  cmdline: 'panic=1 quiet',
  dataDisk: '/machine/data.qcow2',
  seed: '/machine/seed.tar',
  consoleLog: '/machine/console.log',
  qemuLog: '/machine/qemu.log',
  qmpSocket: '/run/qmp.sock',
  agentSocket: '/run/agent.sock',
  forwards: [
    { hostPort: 2376, guestPort: 2376 },
    { hostPort: 40022, guestPort: 22 },
  ],
};

/** One option a line, as a person would read it. */
function lines({ binary, args }: { binary: string; args: string[] }): string {
  return [binary, ...args].join(' ').replaceAll(/ -(?=[a-z])/g, '\n  -');
}

function valueOf(args: string[], option: string): string {
  return args[args.indexOf(option) + 1] ?? '';
}

const linux = { platform: 'linux' } as const;
const macos = { platform: 'darwin' } as const;

describe('the command of a machine', () => {
  it('on Linux, amd64, emulated', () => {
    expect(lines(qemuArguments(spec, linux))).toMatchSnapshot();
  });

  it('on Linux, amd64, under kvm', () => {
    expect(lines(qemuArguments({ ...spec, accelerator: 'kvm' }, linux))).toMatchSnapshot();
  });

  it('on Linux, arm64, emulated', () => {
    expect(lines(qemuArguments({ ...spec, arch: 'arm64' }, linux))).toMatchSnapshot();
  });

  it('on macOS, arm64, under hvf', () => {
    expect(lines(qemuArguments({ ...spec, arch: 'arm64', accelerator: 'hvf' }, macos))).toMatchSnapshot();
  });

  it('on macOS, amd64, under hvf', () => {
    expect(lines(qemuArguments({ ...spec, accelerator: 'hvf' }, macos))).toMatchSnapshot();
  });

  it('takes a home folder with commas, spaces, quotes and letters of any script', () => {
    const home = `/Users/Zoë, "O'Hara" 数据,=`;
    const escaped = `/Users/Zoë,, "O'Hara" 数据,,=`;
    const { args } = qemuArguments(
      {
        ...spec,
        kernel: `${home}/kernel`,
        rootDisk: `${home}/root.erofs`,
        seed: `${home}/seed.tar`,
        dataDisk: `${home}/data.qcow2`,
        consoleLog: `${home}/console.log`,
        qmpSocket: `${home}/qmp.sock`,
        agentSocket: `${home}/agent.sock`,
      },
      linux,
    );
    // -kernel's value is a path and nothing else, so its commas stay as they are.
    expect(valueOf(args, '-kernel')).toBe(`${home}/kernel`);
    for (const file of ['root.erofs', 'seed.tar', 'data.qcow2', 'console.log', 'qmp.sock', 'agent.sock']) {
      const holding = args.filter((value) => value.includes(file));
      expect(holding).toHaveLength(1);
      expect(holding[0]).toContain(`=${escaped}/${file}`);
    }
  });

  it('forwards nothing but from 127.0.0.1', () => {
    const netdev = valueOf(qemuArguments(spec, linux).args, '-netdev');
    expect(netdev.match(/hostfwd=[^,]*/g)).toEqual([
      'hostfwd=tcp:127.0.0.1:2376-:2376',
      'hostfwd=tcp:127.0.0.1:40022-:22',
    ]);
  });

  it('lets emulated processors take turns', () => {
    expect(valueOf(qemuArguments(spec, linux).args, '-accel')).toBe('tcg,thread=single');
    expect(valueOf(qemuArguments(spec, macos).args, '-accel')).toBe('tcg,thread=single');
  });

  it('reads a saved state where one is named', () => {
    const { args } = qemuArguments({ ...spec, incoming: 'file:/machine/state' }, linux);
    expect(valueOf(args, '-incoming')).toBe('file:/machine/state');
  });
});

describe('the command of the probe', () => {
  it('boots the same kernel on the same processor, and touches no disk', () => {
    const probe = probeArguments({ ...spec, accelerator: 'kvm', memoryMiB: 512 }, linux);
    expect(lines(probe)).toMatchSnapshot();
    const machine = qemuArguments({ ...spec, accelerator: 'kvm' }, linux);
    for (const option of ['-machine', '-accel', '-cpu', '-kernel', '-initrd', '-append']) {
      expect(valueOf(probe.args, option)).toBe(valueOf(machine.args, option));
    }
  });
});
