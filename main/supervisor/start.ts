// The stages of a start, in their order: image, accelerator, certificates, boot, engine, ports.

import type { Accelerator } from '../../preload/contract/machines.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { spawnVm } from './boot.ts';
import { recover } from './recover.ts';
import type { Parts } from './parts.ts';
import { choosePorts } from './ports.ts';
import { tryUntilReady, waitForGuest, type Patience } from './readiness.ts';
import type { StartRun } from './start-run.ts';
import type { VmRecord } from './vm-record.ts';
import type { VmWatch } from './vm-watch.ts';
import type { Prepared, StartContext } from './start-context.ts';

/**
 * Ten times what a boot takes with nothing else to do: 8.5 s under emulation on two cores. Emulation shares the
 * processor with everything else on the host: six of these VMs at once have needed more than 90 s and still got there.
 */
const BOOT_TIMEOUT_MS: Readonly<Record<Accelerator, number>> = { hvf: 90_000, kvm: 90_000, tcg: 180_000 };
/** The ping itself: a port that accepts but does not answer must not use up the whole boot's time. */
const PING_MS = 5_000;

/** Brings the machine up. @throws what any of the stages throws; the VM is ended then */
export async function startMachine(context: StartContext, run: StartRun): Promise<void> {
  const prepared = await prepare(context, run);
  for (;;) {
    try {
      return await bootOnce(context, run, prepared);
    } catch (failure) {
      prepared.accelerator = await recover(context, run, prepared, failure);
    }
  }
}

/** The last two stages alone, for a VM that was found booting. */
export async function finishStart(
  context: StartContext,
  run: StartRun,
  watch: VmWatch,
  record: VmRecord,
  spawnedMs = performance.now(),
): Promise<void> {
  const patience = patienceFrom(context, run, record.accelerator, spawnedMs);
  const { engine: port } = record.ports;
  await run.stage('engine', async () => {
    const version = await tryUntilReady(watch, patience, () => ping(context.parts, port));
    await context.onVm(watch, { ...record, readySinceMs: Date.now() });
    return { text: `docker ${version} answers on tcp://127.0.0.1:${port}`, value: undefined };
  });
  await run.stage('ports', async () => {
    await context.followPorts(watch, record.ports);
    // The engine works without it; the exports and `slipway env` lead there too.
    await context.parts.publishEndpoint(record.ports).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      run.notice({ code: 'E_NO_PERMISSION', text: `the docker context could not be written: ${why}` });
    });
    return { text: 'published ports appear on localhost', value: undefined };
  });
  if (watch.hasEnded()) throw new SlipwayError('E_VM_DIED', (await watch.ended).cause);
}

async function prepare(context: StartContext, run: StartRun): Promise<Prepared> {
  const { parts } = context;
  const config = await parts.readConfig();
  const image = await run.stage('image', async () => {
    const found = await parts.findImage();
    return { text: found.description, value: found };
  });
  const accelerator = await run.stage('accelerator', async () => {
    if (context.accelerator !== undefined) return { text: context.accelerator, value: context.accelerator };
    const choice = await parts.chooseAccelerator(config.accelerator, image);
    if (choice.notice !== undefined) run.notice(choice.notice);
    return { text: choice.accelerator, value: choice.accelerator };
  });
  const ports = await run.stage('certificates', async () => {
    const chosen = await choosePorts(parts, config.ports);
    for (const text of chosen.changes) run.notice({ code: 'E_PORT_BUSY', text });
    const keys = await parts.prepareKeys(chosen.ports);
    for (const text of keys.warnings) run.notice({ code: 'E_TLS', text });
    context.onKeys(keys);
    const text = `CA, server, client (P-256, until ${keys.expireAt.slice(0, 10)})`;
    return { text, value: chosen.ports };
  });
  return { config, image, accelerator, ports };
}

async function bootOnce(context: StartContext, run: StartRun, prepared: Prepared): Promise<void> {
  let watch: VmWatch | undefined;
  let spawnedMs = 0;
  try {
    const record = await run.stage('boot', async () => {
      for (const notice of await context.parts.prepareDisk(prepared.config, prepared.image))
        run.notice(notice);
      spawnedMs = performance.now();
      const started = await spawnVm(context, run, prepared);
      watch = started.watch;
      const steps: string[] = [];
      await waitForGuest(watch, patienceFrom(context, run, prepared.accelerator, spawnedMs), (name) => {
        steps.push(name);
        run.step(name, performance.now() - spawnedMs);
      });
      return { text: steps.join(', '), value: started.record };
    });
    if (watch !== undefined) await finishStart(context, run, watch, record, spawnedMs);
  } catch (failure) {
    if (watch !== undefined) await context.endVm();
    throw failure;
  }
}

async function ping(parts: Parts, port: number): Promise<string> {
  const engine = await parts.connectEngine(port);
  try {
    return await engine.ping(PING_MS);
  } finally {
    engine.close();
  }
}

function patienceFrom(
  { paths, bootTimeoutMs: wantedMs }: StartContext,
  run: StartRun,
  accelerator: Accelerator,
  fromMs: number,
): Patience {
  const { consoleLog, qemuLog } = paths;
  const bootTimeoutMs = wantedMs ?? BOOT_TIMEOUT_MS[accelerator];
  return { signal: run.signal, deadlineMs: fromMs + bootTimeoutMs, bootTimeoutMs, consoleLog, qemuLog };
}
