// What the stock VM is: a plain Debian 13 as its cloud images come, with Debian's own docker.io and nothing tuned.

/** The kernel of Debian's cloud images, by architecture. */
export const STOCK_KERNEL = { amd64: 'linux-image-cloud-amd64', arm64: 'linux-image-cloud-arm64' } as const;

/** On top of Debian's packages of priority "important", which is what debootstrap and the cloud images begin with. */
export const STOCK_PACKAGES = [
  'initramfs-tools',
  'systemd-sysv',
  'systemd-resolved',
  'systemd-timesyncd',
  'dbus',
  'libpam-systemd',
  'apparmor',
  'ca-certificates',
  'openssh-server',
  'docker.io',
  'docker-cli',
] as const;

/** The cloud images use networkd; a second network system would only cost the stock VM time. */
export const STOCK_REMOVED = ['ifupdown', 'dhcpcd-base'] as const;

/** A package alone does not turn it on. */
export const STOCK_UNITS = ['systemd-networkd.service'] as const;

export const STOCK_ROOT_UUID = '57a0c000-5110-4a0e-9c4e-51a9da7ad15c';
export const STOCK_DISK_GIB = 16;

/** As the cloud images', but with `quiet`: what a console prints costs an emulated processor time. */
export const STOCK_CMDLINE = `root=UUID=${STOCK_ROOT_UUID} ro quiet`;

const CERTIFICATES = '/etc/docker/tls';

/** Where the engine's certificates go. */
export const STOCK_CERTIFICATES = {
  ca: `${CERTIFICATES}/ca.pem`,
  server: `${CERTIFICATES}/cert.pem`,
  serverKey: `${CERTIFICATES}/key.pem`,
} as const;

/** The files a cloud image gets from its first configuration, by path. */
export const STOCK_FILES: Readonly<Record<string, string>> = {
  '/etc/hostname': 'stock\n',
  '/etc/hosts': '127.0.0.1 localhost stock\n::1 localhost ip6-localhost ip6-loopback\n',
  '/etc/fstab': `UUID=${STOCK_ROOT_UUID} / ext4 rw,discard,errors=remount-ro 0 1\n`,
  // What netplan writes for `dhcp4: true`.
  '/etc/systemd/network/10-netplan.network':
    '[Match]\nName=en* eth*\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=ipv6\n',
  // Debian's unit reads this; daemon.json must not name hosts, since the unit names one.
  '/etc/default/docker': `DOCKER_OPTS="-H tcp://0.0.0.0:2376 --tlsverify --tlscacert=${STOCK_CERTIFICATES.ca} --tlscert=${STOCK_CERTIFICATES.server} --tlskey=${STOCK_CERTIFICATES.serverKey}"\n`,
};
