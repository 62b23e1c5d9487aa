// Runs a busybox command that sees a volume's files and nothing else of the guest.

/**
 * A container can leave a link to `/` in its volume, and whoever follows it is root in the guest. So the command runs in
 * a mount namespace of its own, which ends with it, below a root that holds busybox and the volume: a link leads
 * nowhere else. $1 is the volume's folder; /mnt is an empty folder of the guest's read-only root.
 */
const SCRIPT = `set -e
mount -t tmpfs -o size=1m,mode=755 none /mnt
mkdir /mnt/bin "/mnt$2"
: >/mnt/bin/busybox
mount --bind /usr/bin/busybox /mnt/bin/busybox
mount --bind "$1" "/mnt$2"
shift 2
exec chroot /mnt /bin/busybox "$@"`;

/** Where the command finds the volume. */
export const ENCLOSED = '/volume';

/** The words that run a busybox applet with the volume at ENCLOSED. @param folder the volume's own in the guest */
export function enclosedIn(folder: string, applet: readonly string[]): string[] {
  return ['unshare', '-m', 'sh', '-c', SCRIPT, 'sh', folder, ENCLOSED, ...applet];
}
