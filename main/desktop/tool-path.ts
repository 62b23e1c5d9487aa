// A PATH that has QEMU: an app that macOS starts gets none of what a person's shell adds.

/** Where Homebrew puts programs, on Apple's processors and on Intel's, and MacPorts. */
const MAC_FOLDERS = ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'];

export function pathWithTools(platform: NodeJS.Platform, path = '/usr/bin:/bin'): string {
  if (platform !== 'darwin') return path;
  const folders = path.split(':');
  return [...folders, ...MAC_FOLDERS.filter((folder) => !folders.includes(folder))].join(':');
}
