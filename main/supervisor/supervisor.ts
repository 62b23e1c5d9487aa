// One machine's supervisor as others meet it: takes over a VM that runs, answers who asks, renews certificates in time.

import type { Handlers } from '../../preload/contract/define.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { adoptVm } from './adopt.ts';
import { KeyKeeper } from './key-keeper.ts';
import { MachineLife, type LifeOptions } from './machine-life.ts';
import { PROTOCOL_VERSION, type SupervisorContract, type SupervisorStatus } from './protocol.ts';

export interface SupervisorOptions extends Omit<LifeOptions, 'keys'> {
  version: string;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #keys: KeyKeeper;
  readonly #life: MachineLife;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#keys = new KeyKeeper(options.parts);
    this.#life = new MachineLife({ ...options, keys: this.#keys });
  }

  /** Answers for the operations of the contract. */
  readonly handlers: Handlers<typeof SupervisorContract> = {
    hello: async () => ({ protocol: PROTOCOL_VERSION, pid: process.pid, version: this.#options.version }),
    status: async () => this.#status(),
    start: (params) => this.#life.start(params.bootTimeoutMs),
    stop: ({ force }) => this.#life.stop(force),
    renewCertificates: () => this.#renewAll(),
  };

  /** Takes over the VM of a supervisor before this one, if there is one. @throws as adoptVm does */
  async adopt(): Promise<void> {
    const { parts, paths } = this.#options;
    // A damaged config is the next start's trouble; a VM that runs is adopted all the same.
    const config = await parts.readConfig().catch(() => undefined);
    if (config !== undefined) this.#life.ports = config.ports;
    const adoption = await adoptVm(parts.driver, paths);
    if (adoption.kind === 'adopted') return this.#life.takeOver(adoption);
    if (adoption.kind === 'gone') this.#life.noteUnseenEnd();
    this.#options.onIdle();
  }

  /** Whether no VM runs or is about to. */
  isIdle(): boolean {
    return this.#life.isIdle();
  }

  /** Renews certificates in time, if an engine runs that has them. Never rejects. */
  async renewIfDue(): Promise<void> {
    if (this.#life.state.kind !== 'running') return;
    await this.#keys
      .renew('due', this.#life.ports)
      .catch((thrown: unknown) => this.#options.log.error('the certificates could not be renewed', thrown));
  }

  /** Lets go of everything; the VM lives on and is adopted by the next supervisor. */
  async detach(): Promise<void> {
    await this.#life.detach();
  }

  #status(): SupervisorStatus {
    const { state, held, ports } = this.#life;
    return {
      state,
      supervisorPid: process.pid,
      ...(held === undefined ? {} : { vmPid: held.record.pid, accelerator: held.record.accelerator }),
      ports: held?.record.ports ?? ports,
      ...(held?.forwards() ?? { forwards: [], refusedForwards: [] }),
      ...(this.#keys.expireAt === undefined ? {} : { certificatesExpireAt: this.#keys.expireAt }),
    };
  }

  async #renewAll(): Promise<{ expireAt: string }> {
    if (this.#life.state.kind === 'running') return this.#keys.renew('all', this.#life.ports);
    throw new SlipwayError(
      'E_NOT_RUNNING',
      'the engine does not run; its next start brings new certificates',
    );
  }
}
