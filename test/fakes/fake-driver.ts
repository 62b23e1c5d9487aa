// A driver whose VMs live in memory: a test says what each of them does.

import type { Driver, RunningVm, TcpForward, VmEvent, VmSpec } from '../../main/drivers/driver.ts';
import type { ProcessIdentity } from '../../main/lib/process-identity.ts';

export class FakeVm implements RunningVm {
  readonly identity: ProcessIdentity;
  readonly spec: VmSpec;
  /** What the agent was told. */
  readonly told: string[] = [];
  forwards: TcpForward[];
  status = 'running';
  isAlive = true;
  isDetached = false;
  /** What `quit` does; by default QEMU obeys. */
  onQuit = () => this.end('host-qmp-quit');
  onTold: (line: string) => void = (line) => {
    if (line === 'poweroff') this.end('guest-shutdown');
  };
  readonly #listeners = new Set<(event: VmEvent) => void>();
  #unheard: VmEvent[] | undefined = [];

  constructor(pid: number, spec: VmSpec) {
    this.identity = { pid, startedAt: '1', bootId: 'boot' };
    this.spec = spec;
    this.forwards = [...spec.forwards];
  }

  emit(...events: VmEvent[]): void {
    for (const event of events) {
      if (this.#unheard === undefined) for (const listener of this.#listeners) listener(event);
      else this.#unheard.push(event);
    }
  }

  /** The guest's agent says KEY=VALUE. */
  say(key: string, value: string): void {
    this.emit({ kind: 'agent', key, value });
  }

  /** All that a guest says until it is ready. */
  boot(): void {
    for (const stage of ['kernel', 'root', 'disk', 'network', 'engine']) this.say('STAGE', stage);
    this.say('READY', '1');
  }

  /** @param reason QMP's SHUTDOWN reason; without one QEMU ended without a word */
  end(
    reason?: string,
    exit: { code: number | null; signal: string | null } = { code: 0, signal: null },
  ): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    if (reason !== undefined) this.emit({ kind: 'shutdown', reason });
    this.emit({ kind: 'exited', ...exit });
  }

  kill(): void {
    this.end(undefined, { code: null, signal: 'SIGKILL' });
  }

  onEvent(listener: (event: VmEvent) => void): () => void {
    this.#listeners.add(listener);
    const unheard = this.#unheard ?? [];
    this.#unheard = undefined;
    queueMicrotask(() => this.emit(...unheard));
    return () => this.#listeners.delete(listener);
  }

  async queryStatus(): Promise<string> {
    return this.status;
  }

  tellAgent(line: string): void {
    this.told.push(line);
    if (this.isAlive) this.onTold(line);
  }

  async addForward(forward: TcpForward): Promise<void> {
    this.forwards.push(forward);
  }

  async removeForward({ hostPort }: TcpForward): Promise<void> {
    this.forwards = this.forwards.filter((forward) => forward.hostPort !== hostPort);
  }

  async listForwards(): Promise<TcpForward[]> {
    return [...this.forwards];
  }

  async quit(): Promise<void> {
    if (this.isAlive) this.onQuit();
  }

  detach(): void {
    this.isDetached = true;
  }
}

export class FakeDriver implements Driver {
  readonly name = 'fake';
  readonly features = { accelerators: ['kvm', 'tcg'], softwareEmulation: true } as const;
  /** Every VM that was started, the first one first. */
  readonly vms: FakeVm[] = [];
  /** Whom an adoption finds. */
  orphan: FakeVm | undefined;
  mostAlive = 0;
  /** What a VM does once it is started, by its number from 0; it may throw what a start can fail with. */
  onStart: (vm: FakeVm, index: number) => void = (vm) => vm.boot();

  async start(spec: VmSpec): Promise<RunningVm> {
    const vm = new FakeVm(1000 + this.vms.length, spec);
    this.onStart(vm, this.vms.length);
    this.vms.push(vm);
    this.mostAlive = Math.max(this.mostAlive, this.alive().length);
    return vm;
  }

  async adopt(): Promise<RunningVm | undefined> {
    return this.orphan;
  }

  alive(): FakeVm[] {
    return this.vms.filter((vm) => vm.isAlive);
  }

  /** The VM started last. */
  last(): FakeVm {
    const vm = this.vms.at(-1);
    if (vm === undefined) throw new Error('no VM was started');
    return vm;
  }
}
