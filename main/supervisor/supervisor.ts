// One machine's life: starts, stops and watches its VM, and answers who asks. The only place that changes its state.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Accelerator, StartEvent } from '../../preload/contract/machines.ts';
import type { Handlers } from '../../preload/contract/define.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Log } from '../lib/log.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { adoptVm } from './adopt.ts';
import { createCrashPolicy, type CrashPolicy } from './crashes.ts';
import { HeldVm } from './held-vm.ts';
import type { History, SupervisorState } from './history.ts';
import { KeyKeeper } from './key-keeper.ts';
import type { MachinePorts, Parts } from './parts.ts';
import { PROTOCOL_VERSION, type SupervisorContract, type SupervisorStatus } from './protocol.ts';
import { crashLoop } from './recover.ts';
import { finishStart, startMachine, type StartContext } from './start.ts';
import { StartRun } from './start-run.ts';
import { STOP_GRACES, stopVm, type StopGraces, type StopHow } from './stop.ts';
import { writeVmRecord, type VmRecord } from './vm-record.ts';
import { watchVm, type VmEnd, type VmWatch } from './vm-watch.ts';

export interface SupervisorOptions {
  parts: Parts;
  paths: MachinePaths;
  history: Pick<History, 'note'>;
  log: Log;
  version: string;
  /** Told whenever there is nothing to supervise any more. */
  onIdle: () => void;
  graces?: StopGraces;
  crashes?: CrashPolicy;
}

interface Stopped {
  how: StopHow | 'was-stopped';
  ms: number;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #graces: StopGraces;
  readonly #crashes: CrashPolicy;
  readonly #keys: KeyKeeper;
  #state: SupervisorState = { kind: 'stopped' };
  #held: HeldVm | undefined;
  #run: StartRun | undefined;
  #stopping: Promise<Stopped> | undefined;
  #ports: MachinePorts = { engine: 0, ssh: 0 };
  #hasSpawned = false;
  #isDetaching = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#graces = options.graces ?? STOP_GRACES;
    this.#crashes = options.crashes ?? createCrashPolicy();
    this.#keys = new KeyKeeper(options.parts);
  }

  /** Answers for the operations of the contract. */
  readonly handlers: Handlers<typeof SupervisorContract> = {
    hello: async () => ({ protocol: PROTOCOL_VERSION, pid: process.pid, version: this.#options.version }),
    status: async () => this.#status(),
    start: (params) => this.#start(params.bootTimeoutMs),
    stop: ({ force }) => this.#stop(force),
    renewCertificates: () => this.#renewAll(),
  };

  /** Takes over the VM of a supervisor before this one, if there is one. @throws as adoptVm does */
  async adopt(): Promise<void> {
    const { parts, paths, log } = this.#options;
    // A damaged config is the next start's trouble; a VM that runs is adopted all the same.
    const config = await parts.readConfig().catch(() => undefined);
    if (config !== undefined) this.#ports = config.ports;
    const adoption = await adoptVm(parts.driver, paths);
    if (adoption.kind === 'none') return this.#options.onIdle();
    if (adoption.kind === 'gone') {
      this.#enter({ kind: 'aborted', cause: 'the VM ended while no supervisor watched it' });
      return this.#options.onIdle();
    }
    const { vm, record } = adoption;
    log.info('adopted a running VM', { pid: record.pid });
    const watch = watchVm(vm, paths.consoleLog);
    const held = await this.#hold(watch, record);
    if (record.readySinceMs === undefined) {
      this.#begin((run) => finishStart(this.#context(), run, watch, record));
      return;
    }
    held.tellTime();
    const status = await vm.queryStatus();
    if (status === 'running') this.#becomeRunning();
    else this.#enter({ kind: 'paused', cause: held.pauseCause(status) });
    // Forwards come back in the background: an engine that is away must not keep anybody waiting.
    void held.followPorts(parts, log);
  }

  /** Whether a VM runs or is about to. */
  isIdle(): boolean {
    return this.#held === undefined && this.#run === undefined && this.#stopping === undefined;
  }

  /** Renews certificates in time, if an engine runs that has them. Never rejects. */
  async renewIfDue(): Promise<void> {
    if (this.#state.kind !== 'running') return;
    await this.#keys
      .renew('due', this.#ports)
      .catch((thrown: unknown) => this.#options.log.error('the certificates could not be renewed', thrown));
  }

  /** Lets go of everything; the VM lives on and is adopted by the next supervisor. */
  async detach(): Promise<void> {
    this.#isDetaching = true;
    this.#run?.cancel();
    await this.#run?.settled;
    await this.#stopping?.catch(() => {});
    await this.#held?.detach();
  }

  async #status(): Promise<SupervisorStatus> {
    const held = this.#held;
    return {
      state: this.#state,
      supervisorPid: process.pid,
      ...(held === undefined ? {} : { vmPid: held.record.pid, accelerator: held.record.accelerator }),
      ports: held?.record.ports ?? this.#ports,
      ...(held?.forwards() ?? { forwards: [], refusedForwards: [] }),
      ...(this.#keys.expireAt === undefined ? {} : { certificatesExpireAt: this.#keys.expireAt }),
    };
  }

  async *#start(bootTimeoutMs: number | undefined): AsyncGenerator<StartEvent> {
    // A stop under way is let through, an end is let happen; whoever starts after it starts anew.
    for (;;) {
      if (this.#stopping !== undefined) await this.#stopping.catch(() => {});
      else if (this.#run === undefined && this.#held?.hasEnded === true) await this.#held.gone;
      else break;
    }
    if (this.#state.kind === 'paused') {
      throw new SlipwayError('E_CONFLICT', `the machine is paused: ${this.#state.cause}`, {
        hint: 'It goes on by itself once the cause is gone; slipway stop --force ends it.',
      });
    }
    if (this.#run === undefined && this.#held !== undefined) return;
    const run = this.#run ?? this.#begin((begun) => startMachine(this.#context({ bootTimeoutMs }), begun));
    yield* run.follow();
  }

  #stop(force: boolean): Promise<Stopped> {
    if (this.#stopping === undefined) {
      this.#stopping = this.#carryOutStop(force).finally(() => {
        this.#stopping = undefined;
        this.#settleIfIdle();
      });
    } else if (force) {
      // Somebody lost patience with a stop that asks the guest.
      void this.#held?.watch.vm.quit(this.#graces.quitMs);
    }
    return this.#stopping;
  }

  async #carryOutStop(force: boolean): Promise<Stopped> {
    const beganMs = performance.now();
    const run = this.#run;
    let how: Stopped['how'] = 'was-stopped';
    if (run !== undefined) {
      this.#enter({ kind: 'stopping' });
      run.cancel();
      await run.settled;
      if (this.#hasSpawned) how = 'quit';
    }
    const held = this.#held;
    if (held !== undefined && !held.hasEnded) {
      // A guest that is held cannot hear us.
      const isDeaf = this.#state.kind === 'paused';
      this.#enter({ kind: 'stopping' });
      how = await stopVm(held.watch, { force: force || isDeaf, graces: this.#graces }).catch(
        (cause: Error) => {
          this.#enter({ kind: 'aborted', cause: cause.message });
          throw cause;
        },
      );
    }
    await held?.gone;
    if (this.#state.kind !== 'stopped') this.#enter({ kind: 'stopped' });
    return { how, ms: performance.now() - beganMs };
  }

  #begin(work: (run: StartRun) => Promise<void>): StartRun {
    this.#hasSpawned = false;
    const wasAborted = this.#state.kind === 'aborted';
    const run = new StartRun(
      async (begun) => {
        try {
          await work(begun);
          this.#run = undefined;
          this.#becomeRunning();
        } catch (failure) {
          await this.#endVm();
          this.#run = undefined;
          this.#onStartFailed(failure, wasAborted || this.#hasSpawned);
          throw failure;
        }
      },
      (stage) => this.#enter({ kind: 'starting', stage }),
    );
    this.#run = run;
    return run;
  }

  /** Ends a VM that did not get ready; one that we only let go of is left to the next supervisor. */
  async #endVm(): Promise<void> {
    const held = this.#held;
    if (held === undefined || this.#isDetaching) return;
    if (!held.hasEnded) await stopVm(held.watch, { force: true, graces: this.#graces }).catch(() => {});
    if (held.hasEnded) await held.gone;
  }

  #onStartFailed(failure: unknown, leavesTraces: boolean): void {
    this.#options.log.error('the start failed', failure);
    if (this.#stopping !== undefined || this.#isDetaching) return;
    const cause = failure instanceof Error ? failure.message : String(failure);
    this.#enter(leavesTraces ? { kind: 'aborted', cause } : { kind: 'stopped' });
    this.#settleIfIdle();
  }

  #context(more: { bootTimeoutMs?: number | undefined; accelerator?: Accelerator } = {}): StartContext {
    const { parts, paths, log } = this.#options;
    return {
      parts,
      paths,
      bootTimeoutMs: more.bootTimeoutMs,
      crashes: this.#crashes,
      ...(more.accelerator === undefined ? {} : { accelerator: more.accelerator }),
      onVm: async (watch, record) => void (await this.#hold(watch, record)),
      onKeys: (keys) => this.#keys.begin(keys),
      followPorts: async () => this.#held?.followPorts(parts, log),
      endVm: () => this.#endVm(),
    };
  }

  /** Holds a VM, or takes what is now known of the one that is held. */
  async #hold(watch: VmWatch, record: VmRecord): Promise<HeldVm> {
    const { runtime } = this.#options.paths;
    this.#hasSpawned = true;
    this.#ports = record.ports;
    if (this.#held?.watch === watch) {
      this.#held.record = record;
      await writeVmRecord(runtime, record);
      return this.#held;
    }
    const held = new HeldVm(watch, record, runtime);
    this.#held = held;
    watch.subscribe((event) => {
      if (event.kind === 'paused') this.#onPaused(held, event.status);
      else if (event.kind === 'resumed') this.#onResumed(held);
    });
    void held.gone.then((end) => this.#onGone(held, end));
    await writeVmRecord(runtime, record);
    return held;
  }

  /** @throws E_VM_DIED if the VM ended in the very moment it was ready */
  #becomeRunning(): void {
    if (this.#held === undefined || this.#held.hasEnded) {
      throw new SlipwayError('E_VM_DIED', 'the VM ended as soon as it was ready');
    }
    const { readySinceMs: sinceMs = Date.now(), accelerator } = this.#held.record;
    this.#enter({ kind: 'running', sinceMs, accelerator });
  }

  #onPaused(held: HeldVm, status: string): void {
    if (this.#run !== undefined || this.#stopping !== undefined) return;
    if (status !== 'internal-error') return this.#enter({ kind: 'paused', cause: held.pauseCause(status) });
    held.isBrokenAccelerator = true;
    void this.#options.parts.forgetVerdict().catch(() => {});
    void held.watch.vm.quit(this.#graces.quitMs);
  }

  #onResumed(held: HeldVm): void {
    held.tellTime();
    if (this.#state.kind === 'paused') this.#becomeRunning();
  }

  #onGone(held: HeldVm, end: VmEnd): void {
    if (this.#held === held) this.#held = undefined;
    if (this.#run !== undefined || this.#stopping !== undefined || this.#isDetaching) return;
    this.#options.log.info('the VM ended', { cause: end.cause });
    if (held.isBrokenAccelerator) {
      const cause = `${held.record.accelerator} broke while the VM ran; emulating, slower`;
      return void this.#restart(new SlipwayError('E_KVM_UNUSABLE', cause), 'tcg');
    }
    if (end.kind === 'reset' || end.kind === 'died') {
      return void this.#restart(
        new SlipwayError(end.kind === 'reset' ? 'E_GUEST_PANIC' : 'E_VM_DIED', end.cause),
      );
    }
    this.#enter(end.kind === 'guest' ? { kind: 'stopped' } : { kind: 'aborted', cause: end.cause });
    this.#settleIfIdle();
  }

  async #restart(cause: SlipwayError, accelerator?: Accelerator): Promise<void> {
    this.#enter({ kind: 'aborted', cause: cause.message });
    const restart = this.#crashes.next(performance.now());
    if (restart === undefined) {
      const { message } = await crashLoop(cause, this.#options.paths.qemuLog);
      this.#enter({ kind: 'aborted', cause: message });
      return this.#settleIfIdle();
    }
    const { attempt, attempts, delayMs } = restart;
    this.#begin(async (run) => {
      run.notice({ code: cause.code, text: `${cause.message}, restarting ${attempt}/${attempts}` });
      await sleep(delayMs, undefined, { signal: run.signal }).catch(() => {
        throw new SlipwayError('E_CANCELLED', 'the restart was stopped', { cause });
      });
      await startMachine(this.#context(accelerator === undefined ? {} : { accelerator }), run);
    });
  }

  async #renewAll(): Promise<{ expireAt: string }> {
    if (this.#state.kind === 'running') return this.#keys.renew('all', this.#ports);
    throw new SlipwayError(
      'E_NOT_RUNNING',
      'the engine does not run; its next start brings new certificates',
    );
  }

  #enter(state: SupervisorState): void {
    this.#state = state;
    this.#options.history.note(state);
  }

  #settleIfIdle(): void {
    if (this.isIdle()) this.#options.onIdle();
  }
}
