// Spells QEMU's command line for a machine: pure, so that a snapshot shows every option for every kind of host.

import type { Accelerator } from '../../../preload/contract/machines.ts';
import type { VmSpec } from '../driver.ts';

/** The only part of the host that the command line depends on. */
export interface QemuHost {
  platform: NodeJS.Platform;
}

export interface QemuCommand {
  /** The program's name; version.ts finds where it lies. */
  binary: string;
  args: string[];
}

type Arch = VmSpec['arch'];
/** A flag, and its value where it takes one. */
type Option = readonly [flag: string, value?: string];

/** The guest's names of its disks; it finds them as /dev/disk/by-id/virtio-NAME, whatever their order. */
const SERIAL = { root: 'slipway-root', seed: 'slipway-seed', data: 'slipway-data' } as const;

/**
 * Emulated processors take turns in one thread. Run at once, they lose what one does to the other: before QEMU 8.1 the int3
 * that Linux puts in the place of an instruction while it rewrites it is kept by a processor that ran there just then, and
 * the guest panics (`Oops: int3`; QEMU's commit "accel/tcg: Always lock pages before translation"); in 10.0 a processor
 * still misses the timer that would wake it, and the boot stands still (`rcu_preempt detected stalls`).
 */
const EMULATION = 'tcg,thread=single';

/** The netdev that forwards are added to and taken from. */
export const NETDEV = 'net0';

/** Debian's, Homebrew's and everybody's name of the emulator. */
export function qemuBinary(arch: Arch): string {
  return arch === 'amd64' ? 'qemu-system-x86_64' : 'qemu-system-aarch64';
}

/** The whole command that runs a machine. */
export function qemuArguments(spec: VmSpec, host: QemuHost): QemuCommand {
  return command(spec.arch, [
    ...bareMachine(spec.arch, spec.accelerator, host),
    ['-name', `slipway-${escapeCommas(spec.name)}`],
    ['-uuid', spec.uuid],
    ['-smp', `${spec.cpus}`],
    ['-m', `${spec.memoryMiB}M`],
    ...directBoot(spec),
    ...disks(spec),
    ...network(spec),
    ['-device', 'virtio-rng-pci'],
    ['-device', 'virtio-balloon-pci,free-page-reporting=on'],
    // The guest's kernel tells of its panic at once. It is let go on all the same, to its reset a second later: only
    // then has it written to the console what it panicked of, where another processor was writing just then.
    ['-device', 'pvpanic-pci'],
    ['-action', 'panic=none'],
    ...agentPort(spec),
    ...console(spec.consoleLog),
    ...control(spec.qmpSocket),
    ...(spec.incoming === undefined ? [] : ([['-incoming', spec.incoming]] as const)),
  ]);
}

/** What the accelerator's probe needs of a machine. */
export interface ProbeSpec extends Pick<
  VmSpec,
  'arch' | 'accelerator' | 'memoryMiB' | 'kernel' | 'initrd' | 'cmdline' | 'consoleLog' | 'qmpSocket'
> {}

/** The command that boots the same kernel on the same processor and chipset, but with no disk or network. */
export function probeArguments(spec: ProbeSpec, host: QemuHost): QemuCommand {
  return command(spec.arch, [
    ...bareMachine(spec.arch, spec.accelerator, host),
    ['-name', 'slipway-probe'],
    ['-smp', '1'],
    ['-m', `${spec.memoryMiB}M`],
    ...directBoot(spec),
    ...console(spec.consoleLog),
    ...control(spec.qmpSocket),
  ]);
}

/** In QEMU's option values a comma ends the value; two stand for one. */
export function escapeCommas(value: string): string {
  return value.replaceAll(',', ',,');
}

function command(arch: Arch, options: readonly Option[]): QemuCommand {
  return {
    binary: qemuBinary(arch),
    args: options.flatMap(([flag, value]) => (value === undefined ? [flag] : [flag, value])),
  };
}

function bareMachine(arch: Arch, accelerator: Accelerator, host: QemuHost): Option[] {
  return [
    ['-nodefaults'],
    ['-no-user-config'],
    ['-display', 'none'],
    ['-no-reboot'],
    ...sandbox(host),
    ['-machine', machineType(arch)],
    ['-accel', accelerator === 'tcg' ? EMULATION : accelerator],
    ['-cpu', processor(arch, accelerator)],
    ['-rtc', 'base=utc'],
  ];
}

/** seccomp is Linux's own; QEMU for macOS is built without it. */
function sandbox(host: QemuHost): Option[] {
  if (host.platform !== 'linux') return [];
  return [['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny']];
}

/** The guest's memory holds its keys: dump-guest-core=off keeps it out of a core file. */
function machineType(arch: Arch): string {
  // virt's own default, GICv2, stops at 8 processors.
  return arch === 'amd64'
    ? 'q35,sata=off,vmport=off,dump-guest-core=off'
    : 'virt,gic-version=max,dump-guest-core=off';
}

function processor(arch: Arch, accelerator: Accelerator): string {
  if (accelerator !== 'tcg') return 'host';
  // Emulated `rep movsb` goes byte by byte: without erms the guest clears and copies its pages in words. Emulating ARM's
  // real pointer-signing cipher costs far more than QEMU's own. The guest can tell neither.
  return arch === 'amd64' ? 'max,erms=off' : 'max,pauth-impdef=on';
}

function directBoot(spec: Pick<VmSpec, 'arch' | 'kernel' | 'initrd' | 'cmdline'>): Option[] {
  const serialPort = spec.arch === 'amd64' ? 'ttyS0' : 'ttyAMA0';
  return [
    ['-kernel', spec.kernel],
    ['-initrd', spec.initrd],
    ['-append', `${spec.cmdline} console=${serialPort}`.trimStart()],
  ];
}

function disks(spec: VmSpec): Option[] {
  return [
    ...readOnlyDisk('root', spec.rootDisk),
    ...readOnlyDisk('seed', spec.seed),
    [
      '-blockdev',
      'driver=qcow2,node-name=data,discard=unmap,detect-zeroes=unmap,file.driver=file,' +
        `file.discard=unmap,file.filename=${escapeCommas(spec.dataDisk)}`,
    ],
    // A full host disk holds the guest instead of failing its writes: nothing is lost, and `cont` goes on.
    ['-device', `virtio-blk-pci,drive=data,serial=${SERIAL.data},werror=enospc,rerror=report`],
  ];
}

/** The format is always named: QEMU guessing it would let a guest's bytes choose how they are read. */
function readOnlyDisk(node: 'root' | 'seed', path: string): Option[] {
  const file = escapeCommas(path);
  return [
    ['-blockdev', `driver=raw,node-name=${node},read-only=on,file.driver=file,file.filename=${file}`],
    ['-device', `virtio-blk-pci,drive=${node},serial=${SERIAL[node]}`],
  ];
}

function network(spec: VmSpec): Option[] {
  const forwards = spec.forwards.map(
    ({ hostPort, guestPort }) => `,hostfwd=tcp:127.0.0.1:${hostPort}-:${guestPort}`,
  );
  return [
    // With IPv6 slirp would lead fec0::2 to the host's own ::1, past the guest's rule for 10.0.2.2.
    ['-netdev', `user,id=${NETDEV},ipv6=off${forwards.join('')}`],
    // No boot ROM: nothing boots from the network, and reading it costs the firmware time.
    ['-device', `virtio-net-pci,netdev=${NETDEV},romfile=`],
  ];
}

function agentPort(spec: VmSpec): Option[] {
  return [
    ['-device', 'virtio-serial-pci'],
    ['-chardev', `socket,id=agent,server=on,wait=off,path=${escapeCommas(spec.agentSocket)}`],
    ['-device', 'virtserialport,chardev=agent,name=org.slipway.agent'],
  ];
}

function console(logFile: string): Option[] {
  return [
    ['-chardev', `file,id=console,path=${escapeCommas(logFile)}`],
    ['-serial', 'chardev:console'],
  ];
}

function control(qmpSocket: string): Option[] {
  return [
    ['-chardev', `socket,id=qmp,server=on,wait=off,path=${escapeCommas(qmpSocket)}`],
    ['-mon', 'chardev=qmp,mode=control'],
  ];
}
