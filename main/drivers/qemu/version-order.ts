// Compares versions as QEMU counts them: `7.2.22` is a 7.2. Pure.

/** Whether a version, `7.2.22`, is `oldest`, `7.2`, or came after it; what follows the second number does not count. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
