// The VM a supervisor holds: its watch, what is remembered of it, and the ports that follow its containers.

import { followPublishedPorts, type PublishedPorts } from '../forward/published.ts';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import { fixedForwards } from './boot.ts';
import type { Parts } from './parts.ts';
import type { SupervisorStatus } from './protocol.ts';
import { clearVmFiles, writeVmRecord, type VmRecord } from './vm-record.ts';
import type { VmEnd, VmWatch } from './vm-watch.ts';
import type { RuntimePaths } from '../machine/paths.ts';

/** An engine that answers a ping lists its containers soon; a start does not wait longer for it. */
const IN_LINE_MS = 10_000;

export class HeldVm {
  readonly #runtime: RuntimePaths;
  readonly watch: VmWatch;
  record: VmRecord;
  /** How it ended, once it has and its files are cleared away. */
  readonly gone: Promise<VmEnd>;
  hasEnded = false;
  /** Set when we end it because its accelerator broke: it is to come back without. */
  isBrokenAccelerator = false;
  #published: PublishedPorts | undefined;
  #isDiskFull = false;

  constructor(watch: VmWatch, record: VmRecord, runtime: RuntimePaths) {
    this.watch = watch;
    this.record = record;
    this.#runtime = runtime;
    this.gone = watch.ended.then(async (end) => {
      this.hasEnded = true;
      await this.#published?.stop();
      await clearVmFiles(runtime).catch(() => {});
      return end;
    });
    watch.subscribe((event) => {
      if (event.kind === 'disk-error') this.#isDiskFull = event.noSpace;
    });
  }

  /** Takes what is now known of it, and keeps it for the next supervisor. */
  async remember(record: VmRecord): Promise<void> {
    this.record = record;
    await writeVmRecord(this.#runtime, record);
  }

  /** Begins to follow what containers publish; resolves when it is in line for the first time, or will not be soon. */
  async followPorts(parts: Parts, log: Log): Promise<void> {
    const { ports } = this.record;
    this.#published = followPublishedPorts({
      connect: () => parts.connectEngine(ports.engine),
      vm: this.watch.vm,
      fixed: fixedForwards(ports),
      onTrouble: (what, thrown) => log.error(what, thrown),
    });
    await within(Promise.race([this.#published.inLine, this.watch.ended]), IN_LINE_MS);
  }

  forwards(): Pick<SupervisorStatus, 'forwards' | 'refusedForwards'> {
    return {
      forwards: this.#published?.forwards() ?? [],
      refusedForwards: this.#published?.refused() ?? [],
    };
  }

  /** Why QEMU holds the guest, in words. */
  pauseCause(status: string): string {
    if (status === 'io-error') {
      return this.#isDiskFull
        ? 'the disk of this computer is full; free some space'
        : 'the disk of the machine cannot be read or written';
    }
    return status === 'paused' ? 'somebody paused the VM' : `QEMU holds the VM (${status})`;
  }

  /** The guest's clock stood still, or nobody knows; it is told the time. */
  tellTime(): void {
    this.watch.vm.tellAgent(`time ${(Date.now() / 1000).toFixed(3)}`);
  }

  /** Lets go of the VM, which lives on, with its forwards. */
  async detach(): Promise<void> {
    await this.#published?.stop();
    this.watch.vm.detach();
  }
}
