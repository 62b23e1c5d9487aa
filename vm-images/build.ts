// `npm run image`: builds the VM image for one architecture, if its inputs have changed.

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { VM_ARCHES, VmImageManifest } from '../main/vm-image/manifest.ts';
import { SlipwayError, toWireError } from '../preload/contract/errors.ts';
import { archiveImage } from './archive.ts';
import { buildImage, INPUTS_FILE } from './image.ts';
import { imageInputs } from './inputs.ts';
import { fetchPackages } from './packages.ts';
import { mebibytes, sizeTable } from './sizes.ts';
import { checkTools, toolPath } from './tools.ts';

const USAGE = 'usage: npm run image -- [--arch amd64|arm64] [--out DIR] [--archive] [--force]';

const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(args: string[]): Promise<void> {
  const { arch, out, archive, force } = readArguments(args);
  process.env['PATH'] = toolPath(process.env['PATH']);
  await checkTools(process.platform, process.env['PATH']);
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'slipway/vm-images');
  say(`packages for ${arch}`);
  const packages = await fetchPackages(arch, cache, force);
  const inputs = await imageInputs(arch, packages, import.meta.dirname);
  if (!force && (await readFile(join(out, INPUTS_FILE), 'utf8').catch(() => '')) === inputs.id) {
    say(`${out} is up to date`);
  } else {
    const { manifest, shares } = await buildImage(inputs, out, say);
    say(sizeTable(manifest, shares));
  }
  if (!archive) return;
  const manifest = VmImageManifest.parse(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')));
  const { path, size } = await archiveImage(out, manifest, inputs.epochSeconds);
  say(`${path} ${mebibytes(size).trim()}`);
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      arch: { type: 'string', default: process.arch === 'arm64' ? 'arm64' : 'amd64' },
      out: { type: 'string' },
      archive: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  });
  const arch = VM_ARCHES.find((known) => known === values.arch);
  if (arch === undefined)
    throw new SlipwayError('E_USAGE', `unknown architecture ${values.arch}`, { hint: USAGE });
  const out = resolve(values.out ?? `dist/vm-image/${arch}`);
  return { arch, out, archive: values.archive, force: values.force };
}

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const { message, hint } = toWireError(thrown);
  say(hint === undefined ? message : `${message}\n${hint}`);
  process.exitCode = 1;
}
