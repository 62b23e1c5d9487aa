// Keeps the VM's forwards in step with what running containers publish, as long as the VM runs.

import { setTimeout as sleep } from 'node:timers/promises';
import { toWireError } from '../../preload/contract/errors.ts';
import type { RunningVm, TcpForward } from '../drivers/driver.ts';
import type { EngineClient } from '../engine/client.ts';
import type { PublishedPort } from '../engine/published-ports.ts';
import { coalesce } from '../lib/coalesce.ts';
import { compareForwards, wantedForwards, type RefusedForward } from './rules.ts';

/** A container that starts or ends makes several events at once; one look after them is enough. */
const SETTLE_MS = 50;
/** An engine that is away is asked again after so long, the last one for ever. */
const RETRY_MS = [250, 500, 1_000, 2_000, 5_000] as const;

export interface PublishedPortsOptions {
  /** Opens the engine anew after it went away; its certificates may be other ones by then. */
  connect: () => Promise<Pick<EngineClient, 'publishedPorts' | 'containerChanges' | 'close'>>;
  vm: Pick<RunningVm, 'addForward' | 'removeForward' | 'listForwards'>;
  /** Forwards that are not containers' ports and stay: the engine's and SSH's. */
  fixed: readonly TcpForward[];
  /** Told of what goes wrong, in words; following goes on. */
  onTrouble?: (what: string, thrown: unknown) => void;
  retryMs?: readonly number[];
  settleMs?: number;
}

export interface PublishedPorts {
  forwards(): TcpForward[];
  refused(): RefusedForward[];
  /** Settles when the forwards have been brought in line for the first time. */
  readonly inLine: Promise<void>;
  /** Leaves the forwards as they are. */
  stop(): Promise<void>;
}

/**
 * Follows the engine's events and adds and removes forwards. While the engine is away the forwards stay, since
 * containers go on running without it; when it is back everything is compared anew.
 */
export function followPublishedPorts(options: PublishedPortsOptions): PublishedPorts {
  const { onTrouble, retryMs = RETRY_MS } = options;
  const leaving = new AbortController();
  const { signal } = leaving;
  let now: Reconciled = { forwards: [], refused: [] };
  let tellInLine: (() => void) | undefined;
  const inLine = new Promise<void>((resolve) => {
    tellInLine = resolve;
  });

  const follow = async () => {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await followEngine(options, signal, async (published) => {
          failures = 0;
          now = await reconcile(options, now, published);
          tellInLine?.();
        });
      } catch (thrown) {
        if (!signal.aborted) onTrouble?.("the engine's events ended", thrown);
      }
      const pauseMs = retryMs[Math.min(failures, retryMs.length - 1)];
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  };

  const following = follow();
  return {
    forwards: () => [...now.forwards],
    refused: () => [...now.refused],
    inLine,
    async stop() {
      leaving.abort();
      await following;
    },
  };
}

/** Tells what is published now and after every change, until the engine goes away. @throws why it went */
async function followEngine(
  { connect, settleMs = SETTLE_MS }: PublishedPortsOptions,
  signal: AbortSignal,
  tell: (published: readonly PublishedPort[]) => Promise<void>,
): Promise<void> {
  const engine = await connect();
  const failed = new AbortController();
  const look = coalesce(async () => {
    await sleep(settleMs, undefined, { signal });
    await tell(await engine.publishedPorts());
  });
  let looking: Promise<void> | undefined;
  try {
    // The events are listened to before the first look, so that nothing happens unseen between the two.
    for await (const _ of engine.containerChanges(AbortSignal.any([signal, failed.signal]))) {
      looking = look();
      looking.catch((thrown: unknown) => failed.abort(thrown));
    }
  } catch (thrown) {
    throw failed.signal.aborted ? failed.signal.reason : thrown;
  } finally {
    await looking?.catch(() => {});
    engine.close();
  }
}

interface Reconciled {
  forwards: TcpForward[];
  refused: RefusedForward[];
}

/** Asks the VM what it forwards, since a supervisor before this one may have added some; then adds and removes. */
async function reconcile(
  { vm, fixed, onTrouble }: PublishedPortsOptions,
  before: Reconciled,
  published: readonly PublishedPort[],
): Promise<Reconciled> {
  const wanted = wantedForwards(published);
  const isFixed = ({ hostPort }: TcpForward) => fixed.some((own) => own.hostPort === hostPort);
  const present = (await vm.listForwards()).filter((forward) => !isFixed(forward));
  const { add, remove } = compareForwards(present, wanted);
  for (const forward of remove) await vm.removeForward(forward);
  const refused: RefusedForward[] = [];
  for (const forward of add) {
    await vm.addForward(forward).catch((thrown: unknown) => {
      const cause = toWireError(thrown).message;
      refused.push({ hostPort: forward.hostPort, cause });
      const isNews = !before.refused.some(({ hostPort }) => hostPort === forward.hostPort);
      if (isNews) onTrouble?.(`port ${forward.hostPort} does not appear on the host`, thrown);
    });
  }
  const isRefused = ({ hostPort }: TcpForward) => refused.some((other) => other.hostPort === hostPort);
  return { forwards: wanted.filter((forward) => !isRefused(forward)), refused };
}
