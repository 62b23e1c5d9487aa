// The names certificates carry, and how long they last.

const AUTHORITY_PREFIX = 'Slipway CA of machine ';

const DAY_MS = 86_400_000;

/** The CA outlives two generations of leaves. */
export const AUTHORITY_LIFETIME_MS = 3 * 365 * DAY_MS;
/** The longest that Apple's and the browsers' rules still trust. */
export const LEAF_LIFETIME_MS = 397 * DAY_MS;
/** From here on a start makes new certificates. */
export const RENEWAL_MS = 30 * DAY_MS;
/** A host clock that was ahead when the certificates were made must not lock a machine out (docker/machine#4046). */
export const BACKDATED_MS = 2 * DAY_MS;

/** The common name of a machine's CA; by it a certificate is known to be this machine's. */
export function authorityName(machine: string): string {
  return `${AUTHORITY_PREFIX}${machine}`;
}

/** The machine in a CA's subject or a leaf's issuer as Node prints it (`CN=…`), if Slipway made it. */
export function machineOfAuthority(name: string): string | undefined {
  const common = name.split('\n').find((line) => line.startsWith(`CN=${AUTHORITY_PREFIX}`));
  return common?.slice(`CN=${AUTHORITY_PREFIX}`.length);
}

/**
 * The common name of a leaf. The spaces matter: OpenSSL holds a common name that looks like a host name against the
 * CA's name constraints where a certificate has no DNS name, as the client's has none.
 */
export function leafName(role: 'server' | 'client', machine: string): string {
  return `Slipway ${role} of machine ${machine}`;
}

/** Whole days from one time to another, rounded down; negative once it has passed. */
export function daysBetween(fromMs: number, toMs: number): number {
  return Math.floor((toMs - fromMs) / DAY_MS);
}
