// One machine's life: starts, stops and watches its VM. The only place that changes its state.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Accelerator, StartEvent } from '../../preload/contract/machines.ts';
import type { RunningVm } from '../drivers/driver.ts';
import type { Log } from '../lib/log.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { createCrashPolicy, type CrashPolicy } from './crashes.ts';
import { HeldVm } from './held-vm.ts';
import type { History, SupervisorState } from './history.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { MachinePorts, Parts } from './parts.ts';
import { crashLoop } from './recover.ts';
import { finishStart, startMachine } from './start.ts';
import { StartRun } from './start-run.ts';
import { STOP_GRACES, stopVm, type StopGraces, type StopHow } from './stop.ts';
import { consequenceOf, startAgain, type Again } from './unexpected-end.ts';
import type { VmRecord } from './vm-record.ts';
import { watchVm, type VmEnd, type VmWatch } from './vm-watch.ts';
import type { StartContext } from './start-context.ts';

export interface LifeOptions {
  parts: Parts;
  paths: MachinePaths;
  history: Pick<History, 'note'>;
  log: Log;
  keys: KeyKeeper;
  /** Told whenever there is nothing to supervise any more. */
  onIdle: () => void;
  graces?: StopGraces;
  crashes?: CrashPolicy;
}

interface Stopped {
  how: StopHow | 'was-stopped';
  ms: number;
}

export class MachineLife {
  readonly #options: LifeOptions;
  readonly #graces: StopGraces;
  readonly #crashes: CrashPolicy;
  /** Where the engine and SSH are, or were the last time. */
  ports: MachinePorts = { engine: 0, ssh: 0 };
  #state: SupervisorState = { kind: 'stopped' };
  #held: HeldVm | undefined;
  #run: StartRun | undefined;
  #stopping: Promise<Stopped> | undefined;
  #hasSpawned = false;
  #isDetaching = false;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#graces = options.graces ?? STOP_GRACES;
    this.#crashes = options.crashes ?? createCrashPolicy();
  }

  get state(): SupervisorState {
    return this.#state;
  }

  /** The VM there is, from its spawn on. */
  get held(): HeldVm | undefined {
    return this.#held;
  }

  /** Whether no VM runs or is about to. */
  isIdle(): boolean {
    return this.#held === undefined && this.#run === undefined && this.#stopping === undefined;
  }

  noteUnseenEnd(): void {
    this.#enter({ kind: 'aborted', cause: 'the VM ended while no supervisor watched it' });
  }

  /** Goes on with a VM that another supervisor spawned. */
  async takeOver({ vm, record }: { vm: RunningVm; record: VmRecord }): Promise<void> {
    const { parts, paths, log } = this.#options;
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

  /** Starts the VM, or joins the start under way; ends at once if it runs. @throws E_CONFLICT, and as startMachine does */
  async *start(bootTimeoutMs: number | undefined): AsyncGenerator<StartEvent> {
    // A stop under way is let through, an end is let happen; whoever starts after it starts anew.
    for (;;) {
      if (this.#stopping !== undefined) await this.#stopping.catch(() => {});
      else if (this.#run === undefined && this.#held?.hasEnded === true) await this.#held.gone;
      else break;
    }
    if (this.#state.kind === 'paused') {
      throw new SlipwayError('E_CONFLICT', `the machine is paused: ${this.#state.cause}`, {
        hint: 'It goes on by itself once the cause is gone; slipway poweroff ends it.',
      });
    }
    if (this.#run === undefined && this.#held !== undefined) return;
    const run = this.#run ?? this.#begin((begun) => startMachine(this.#context({ bootTimeoutMs }), begun));
    yield* run.follow();
  }

  /** Ends the VM, or joins the stop under way. @param force leaves the guest unasked @throws as stopVm does */
  stop(force: boolean): Promise<Stopped> {
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

  /** Lets go of everything; the VM lives on. */
  async detach(): Promise<void> {
    this.#isDetaching = true;
    this.#run?.cancel();
    await this.#run?.settled;
    await this.#stopping?.catch(() => {});
    await this.#held?.detach();
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
    const { parts, paths, log, keys } = this.#options;
    return {
      parts,
      paths,
      bootTimeoutMs: more.bootTimeoutMs,
      crashes: this.#crashes,
      ...(more.accelerator === undefined ? {} : { accelerator: more.accelerator }),
      onVm: async (watch, record) => void (await this.#hold(watch, record)),
      onKeys: (report) => keys.begin(report),
      followPorts: async () => this.#held?.followPorts(parts, log),
      endVm: () => this.#endVm(),
    };
  }

  /** Holds a VM, or takes what is now known of the one that is held. */
  async #hold(watch: VmWatch, record: VmRecord): Promise<HeldVm> {
    this.#hasSpawned = true;
    this.ports = record.ports;
    const held = this.#held?.watch === watch ? this.#held : this.#attend(watch, record);
    await held.remember(record);
    return held;
  }

  #attend(watch: VmWatch, record: VmRecord): HeldVm {
    const held = new HeldVm(watch, record, this.#options.paths.runtime);
    this.#held = held;
    watch.subscribe((event) => {
      if (event.kind === 'paused') this.#onPaused(held, event.status);
      else if (event.kind === 'resumed') this.#onResumed(held);
    });
    void held.gone.then((end) => this.#onGone(held, end));
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
    const consequence = consequenceOf(end, held);
    if (consequence.kind === 'again') return void this.#restart(consequence);
    this.#enter(consequence.state);
    this.#settleIfIdle();
  }

  async #restart({ cause, accelerator }: Again): Promise<void> {
    this.#enter({ kind: 'aborted', cause: cause.message });
    const restart = this.#crashes.next(performance.now());
    if (restart === undefined) {
      const { message } = await crashLoop(cause, this.#options.paths.qemuLog);
      this.#enter({ kind: 'aborted', cause: message });
      return this.#settleIfIdle();
    }
    const context = this.#context(accelerator === undefined ? {} : { accelerator });
    this.#begin((run) => startAgain(context, run, cause, restart));
  }

  #enter(state: SupervisorState): void {
    this.#state = state;
    this.#options.history.note(state);
  }

  #settleIfIdle(): void {
    if (this.isIdle()) this.#options.onIdle();
  }
}
