// `slipway version`: ours, and of what we run on.

import { findVersions } from '../../app/versions.ts';
import type { CommandInput } from '../command.ts';
import { json, pairs } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const versions = await findVersions();
  input.terminal.out(input.json ? json(versions) : pairs(Object.entries(versions)));
}
