// Keeps a running engine's certificates from expiring: renews them in time and hands them over; containers go on.

import type { KeyReport, MachinePorts, Parts } from './parts.ts';

type KeyParts = Pick<Parts, 'renewCertificates' | 'installCertificates' | 'publishEndpoint'>;

export class KeyKeeper {
  readonly #parts: KeyParts;
  #keys: KeyReport | undefined;
  /** There are new certificates that the engine has not taken over yet. */
  #isOpen = false;

  constructor(parts: KeyParts) {
    this.#parts = parts;
  }

  /** When the first certificate ends, as far as it was looked at; ISO 8601. */
  get expireAt(): string | undefined {
    return this.#keys?.expireAt;
  }

  /** A VM starts with these: nothing is left to hand over. */
  begin(keys: KeyReport): void {
    this.#keys = keys;
    this.#isOpen = false;
  }

  /**
   * Renews what ends within 30 days, or everything; a renewal that the engine did not get is handed over again.
   * @throws E_CERTS_FOREIGN, E_DISK_FULL, E_SSH_FAILED, E_GUEST_FAILED
   */
  async renew(which: 'due' | 'all', ports: MachinePorts): Promise<{ expireAt: string }> {
    const keys = await this.#parts.renewCertificates(which);
    this.#keys = keys;
    this.#isOpen ||= keys.isNew;
    if (this.#isOpen) {
      await this.#parts.installCertificates(ports);
      this.#isOpen = false;
      await this.#parts.publishEndpoint(ports);
    }
    return { expireAt: keys.expireAt };
  }
}
