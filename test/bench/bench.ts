// `npm run bench [-- --runs N] [--json FILE] [--accelerator NAME]`: our VM against a stock Debian 13 VM, side by side.

import { Accelerator } from '../../preload/contract/machines.ts';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPrograms, buildVmImage, installSystemPackages } from '../../build/set-up.mjs';
import { chooseAccelerator } from '../../main/drivers/qemu/accelerator.ts';
import { findQemu } from '../../main/drivers/qemu/version.ts';
import { VmImageManifest, type VmArch } from '../../main/vm-image/manifest.ts';
import { endAll, endAllOnSignals } from './clean-up.ts';
import { timeCommands } from './commands.ts';
import { figures, type Results } from './figures.ts';
import { freePorts } from './free-ports.ts';
import type { GuestSize } from './guest.ts';
import { ourCompressedBytes, stockCompressedBytes } from './image-size.ts';
import { newOurMachine, type OurImage } from './our-guest.ts';
import { busyness, sampleOurs, sampleStock, stockSpans, type Sample } from './samples.ts';
import { newStockMachine } from './stock-guest.ts';
import { benchCache, stockVm } from './stock-vm.ts';

const CPUS = 2;
const MEMORY_MIB = 2048;

const tell = (line: string) => console.error(line);

async function ourImage(arch: VmArch): Promise<OurImage> {
  const folder = join(import.meta.dirname, '../../dist/vm-image', arch);
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  return { folder, manifest: VmImageManifest.parse(JSON.parse(text)) };
}

async function sizeFor(wanted: Accelerator | 'auto', image: OurImage): Promise<GuestSize> {
  const { arch, cmdline } = image.manifest;
  const { accelerator, notice } = await chooseAccelerator({
    wanted,
    arch,
    image: { kernel: join(image.folder, 'kernel'), initrd: join(image.folder, 'initrd'), cmdline },
    cacheFolder: benchCache(),
  });
  if (notice !== undefined) tell(notice.text);
  return { arch, accelerator, cpus: CPUS, memoryMiB: MEMORY_MIB };
}

function told(name: string, sample: Sample): Sample {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  tell(
    `${name}: engine after ${seconds(sample.answeredAfterMs)}, ${sample.memory.usedMiB.toFixed(0)} MiB used,` +
      ` down in ${seconds(sample.downMs)} (load before: ${sample.loadBefore.toFixed(1)})`,
  );
  return sample;
}

async function measure(runs: number, wanted: Accelerator | 'auto'): Promise<Results> {
  const arch: VmArch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const image = await ourImage(arch);
  const size = await sizeFor(wanted, image);
  const vm = await stockVm(arch, tell);
  const [a = 0, b = 0, c = 0, d = 0] = await freePorts(4);
  const ours = await newOurMachine(image, size, { engine: a, ssh: b });
  const stock = await newStockMachine(vm, size, { engine: c, ssh: d });
  const first = {
    ours: told('ours, first start', await sampleOurs(ours)),
    stock: told('stock, first start', await sampleStock(stock)),
  };
  const samples: Results['samples'] = { ours: [], stock: [] };
  for (let round = 1; round <= runs; round += 1) {
    samples.ours.push(told(`ours ${round}/${runs}`, await sampleOurs(ours)));
    samples.stock.push(told(`stock ${round}/${runs}`, await sampleStock(stock)));
  }
  tell('stock, once more: where its time goes');
  const stockAccount = await stockSpans(stock);
  tell('commands: slipway up, status, down');
  const commands = await timeCommands(size, runs);
  // Last: it takes minutes, and the figures before it are the ones that need a quiet computer.
  tell('compressing both images (minutes, once for each)');
  const sizes = {
    ours: await ourCompressedBytes(image),
    stock: await stockCompressedBytes(vm),
    stockQcow2: (await stat(vm.download)).size,
  };
  const qemu = (await findQemu(arch)).version;
  return {
    size,
    qemu,
    image: image.manifest.version,
    sizes,
    first,
    samples,
    stockAccount,
    commands,
    ...host(),
  };
}

function host() {
  return {
    at: new Date().toISOString(),
    host: `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`,
    loadAtEnd: busyness(),
  };
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    json: { type: 'string' },
    accelerator: { type: 'string', default: 'auto' },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1');
const wanted = values.accelerator === 'auto' ? 'auto' : Accelerator.parse(values.accelerator);

installSystemPackages(['run', 'image', 'bench']);
buildPrograms();
buildVmImage();
endAllOnSignals();
try {
  const results = await measure(runs, wanted);
  console.log(figures(results));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await endAll();
}
