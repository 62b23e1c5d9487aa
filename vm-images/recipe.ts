// What the guest is made of: Debian's packages, the files kept of each, kernel modules, kernel arguments, sizes.

import type { VmArch } from '../main/vm-image/manifest.ts';

export const DEBIAN_RELEASE = '13';
export const DEBIAN_SUITES = ['trixie', 'trixie-updates'] as const;
export const DEBIAN_SECURITY_SUITE = 'trixie-security';

/** GNU's name of each architecture, in the paths of Debian's libraries. */
export const TRIPLET: Readonly<Record<VmArch, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
};

/** Where programs expect the dynamic loader. */
export const LOADER: Readonly<Record<VmArch, string>> = {
  amd64: 'usr/lib64/ld-linux-x86-64.so.2',
  arm64: 'usr/lib/ld-linux-aarch64.so.1',
};

/** The generic kernel, not the cloud one: 9p shares need it, and its start costs the same. */
export const KERNEL_METAPACKAGE: Readonly<Record<VmArch, string>> = {
  amd64: 'linux-image-amd64',
  arm64: 'linux-image-arm64',
};

/**
 * The closed list: of each package only the files named here go into the root. `LIB` stands for the folder of the
 * architecture's libraries, `*` for any run of characters. No scripts of packages are run.
 */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'busybox-static': ['usr/bin/busybox'],
  'docker.io': ['usr/sbin/dockerd', 'usr/sbin/docker-proxy', 'usr/bin/docker-init'],
  containerd: ['usr/bin/containerd', 'usr/bin/containerd-shim-runc-v2'],
  runc: ['usr/sbin/runc', 'usr/bin/runc'],
  tini: ['usr/bin/tini-static'],
  iptables: [
    'usr/sbin/xtables-nft-multi',
    'usr/sbin/xtables-legacy-multi',
    'LIB/xtables/libxt_*',
    'LIB/xtables/libipt_*',
    'LIB/xtables/libip6t_*',
  ],
  'dropbear-bin': ['usr/sbin/dropbear'],
  'openssh-sftp-server': ['usr/lib/openssh/sftp-server'],
  socat: ['usr/bin/socat1', 'usr/bin/socat'],
  e2fsprogs: ['usr/sbin/resize2fs'],
  'ca-certificates': [],
  tzdata: ['usr/share/zoneinfo/Etc/UTC'],
  libc6: ['LIB/ld-linux*', 'LIB/libc.so.6', 'LIB/libm.so.6', 'LIB/libresolv.so.2', 'LOADER'],
  libblkid1: ['LIB/libblkid.so.*'],
  'libcom-err2': ['LIB/libcom_err.so.*'],
  libcap2: ['LIB/libcap.so.*'],
  libcrypt1: ['LIB/libcrypt.so.*'],
  libext2fs2t64: ['LIB/libext2fs.so.*', 'LIB/libe2p.so.*'],
  libgmp10: ['LIB/libgmp.so.*'],
  libip4tc2: ['LIB/libip4tc.so.*'],
  libip6tc2: ['LIB/libip6tc.so.*'],
  libmnl0: ['LIB/libmnl.so.*'],
  'libnetfilter-conntrack3': ['LIB/libnetfilter_conntrack.so.*'],
  libnfnetlink0: ['LIB/libnfnetlink.so.*'],
  libnftnl11: ['LIB/libnftnl.so.*'],
  libseccomp2: ['LIB/libseccomp.so.*'],
  libssl3t64: ['LIB/libssl.so.*', 'LIB/libcrypto.so.*'],
  libsystemd0: ['LIB/libsystemd.so.*'],
  libtomcrypt1: ['LIB/libtomcrypt.so.*'],
  libtommath1: ['LIB/libtommath.so.*'],
  libuuid1: ['LIB/libuuid.so.*'],
  libwrap0: ['LIB/libwrap.so.*'],
  libxtables12: ['LIB/libxtables.so.*'],
  libzstd1: ['LIB/libzstd.so.*'],
  zlib1g: ['LIB/libz.so.*'],
};

/** Links that packages' install scripts would make, and folders the guest mounts on. */
export const LINKS: Readonly<Record<string, string>> = {
  bin: 'usr/bin',
  sbin: 'usr/sbin',
  lib: 'usr/lib',
  lib64: 'usr/lib64',
  root: 'var/root',
  'usr/sbin/init': '../bin/busybox',
  'usr/sbin/modprobe': '../bin/busybox',
  'usr/sbin/poweroff': '../bin/busybox',
  'usr/sbin/reboot': '../bin/busybox',
  'usr/sbin/iptables': 'xtables-nft-multi',
  'usr/sbin/iptables-save': 'xtables-nft-multi',
  'usr/sbin/iptables-restore': 'xtables-nft-multi',
  'usr/sbin/ip6tables': 'xtables-nft-multi',
  'usr/sbin/ip6tables-save': 'xtables-nft-multi',
  'usr/sbin/ip6tables-restore': 'xtables-nft-multi',
  'usr/lib/sftp-server': 'openssh/sftp-server',
  'etc/localtime': '../usr/share/zoneinfo/Etc/UTC',
  'etc/hostname': '../run/slipway/hostname',
  'etc/os-release': '../usr/lib/os-release',
  'etc/mtab': '../proc/self/mounts',
};
export const FOLDERS = ['dev', 'proc', 'sys', 'run', 'tmp', 'var', 'mnt', 'etc/docker'] as const;

/** Modules by when they are loaded; what they depend on comes along. A name that is built in is skipped. */
export const MODULES = {
  /** In the initrd: what the root needs. */
  // crc32c is asked for by what it does, not by name: no dependency tells of it.
  initrd: ['crc32c_generic', 'virtio_blk', 'erofs'],
  /** Before the engine. */
  'data-modules': ['ext4', 'overlay'],
  /** Beside the engine's start. */
  'network-modules': [
    'virtio_net',
    'bridge',
    'br_netfilter',
    'veth',
    'nf_tables',
    'nft_compat',
    'nft_chain_nat',
    'nf_conntrack',
    'nf_conntrack_netlink',
    'xfrm_user',
    'nf_nat',
    'x_tables',
    'xt_conntrack',
    'xt_addrtype',
    'xt_MASQUERADE',
    'xt_nat',
    'xt_multiport',
    'xt_tcpudp',
    'ipt_REJECT',
    'xt_mark',
  ],
  /** When everything else is under way. */
  'device-modules': ['virtio-rng', 'virtio_balloon', 'pvpanic-pci'],
  /** Loaded by the kernel when something asks for them. */
  'on-demand': [
    '9p',
    '9pnet_virtio',
    'tun',
    'dummy',
    'macvlan',
    'ipvlan',
    'vxlan',
    'ip_vs',
    'ip_vs_rr',
    'xt_ipvs',
    'nbd',
    'loop',
    'ip_tables',
    'ip6_tables',
    'iptable_filter',
    'iptable_nat',
    'iptable_mangle',
    'iptable_raw',
    'ip6table_filter',
    'ip6table_nat',
    'ip6t_REJECT',
    'nft_masq',
    'nft_nat',
    'nft_ct',
    'nft_log',
    'nft_limit',
    'nft_reject_inet',
    'xt_comment',
    'xt_limit',
    'xt_LOG',
    'xt_set',
    'ip_set',
    'xt_REDIRECT',
    'xt_CT',
    'xt_mac',
    'xt_owner',
    'xt_physdev',
    'xt_recent',
    'xt_state',
    'xt_statistic',
    'xt_string',
    'xt_TCPMSS',
    'xt_u32',
    'xt_bpf',
    'xt_connmark',
    'xt_CHECKSUM',
    'sch_fq_codel',
    'sch_htb',
    'sch_netem',
    'sch_ingress',
    'sch_tbf',
    'cls_u32',
    'act_mirred',
    'wireguard',
    'tcp_bbr',
    'inet_diag',
    'tcp_diag',
    'unix_diag',
    'nfs',
    'cifs',
    'isofs',
    'vfat',
    'xfs',
    'btrfs',
    'squashfs',
    'binfmt_misc',
    'virtio_mem',
    'esp4',
    'xfrm_algo',
    'ip_gre',
    'sit',
  ],
} as const;

/** Devices an architecture's kernel has no driver for. */
const ABSENT_MODULES: Readonly<Record<VmArch, readonly string[]>> = { amd64: [], arm64: ['pvpanic-pci'] };

/** All modules of the image. */
export function wantedModules(arch: VmArch): string[] {
  return Object.values(MODULES)
    .flat()
    .filter((name) => !ABSENT_MODULES[arch].includes(name));
}

/**
 * Kernel arguments the image needs; the driver adds the console. no_timer_check: on a host so busy that the emulator is
 * starved in the first moments, the check misses its ticks and the kernel panics ("IO-APIC + timer doesn't work").
 */
export const CMDLINE: Readonly<Record<VmArch, string>> = {
  amd64:
    'quiet loglevel=4 panic=1 cryptomgr.notests initcall_blacklist=jent_mod_init tsc=reliable no_timer_check 8250.nr_uarts=1 apparmor=0 rcupdate.rcu_expedited=1',
  arm64:
    'quiet loglevel=4 panic=1 cryptomgr.notests initcall_blacklist=jent_mod_init apparmor=0 rcupdate.rcu_expedited=1',
};

/** Virtual size of a new data disk; the file itself is a few hundred KiB until it is written to. */
export const DATA_DISK_BYTES = 64 * 1024 ** 3;
export const DATA_DISK_LABEL = 'slipway-data';
export const DATA_DISK_UUID = 'd1f8c0de-5110-4a0e-9c4e-51a9da7ad15c';
export const DATA_DISK_HASH_SEED = '5eed5eed-5110-4a0e-9c4e-51a9da7ad15c';
export const ROOT_UUID = '40075110-5110-4a0e-9c4e-51a9da7ad15c';
