// The package: its Electron may do little, and its command line and supervisor need nothing beside it.

import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFuses } from '../../../build/packaging/fuses.ts';
import { run } from '../../../main/lib/exec.ts';
import { ensureRunning, sharedSlipway } from '../../harness/shared-machine.ts';
import { freshSlipway, removeSlipway, slipwayAt, type Slipway } from '../../harness/slipway.ts';
import { DESKTOP_PROGRAMS, packagedCommandLine, packagedProgram } from './programs.ts';

const program = DESKTOP_PROGRAMS.find(({ name }) => name === 'package');

describe.skipIf(program === undefined)('the package', () => {
  let slipway: Slipway;

  beforeAll(() => {
    const { home } = freshSlipway();
    slipway = slipwayAt(home, {}, (args) => [packagedCommandLine(), ...args]);
  });
  afterAll(() => removeSlipway(slipway));

  test('has its fuses blown', async () => {
    await expect(checkFuses(packagedProgram())).resolves.toBeUndefined();
  });

  test('has a command line, also by a link to it', async () => {
    const link = join(slipway.home, 'slipway');
    await symlink(packagedCommandLine(), link);
    const { stdout } = await run(link, ['version', '--json'], { env: slipway.env });
    expect(JSON.parse(stdout)).toMatchObject({ slipway: expect.any(String) });
  });

  test('finds the VM image it brought', async () => {
    const { stdout } = await slipway.cli(['doctor', '--json']);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ status: 'ok', title: expect.stringContaining('VM image') }),
    );
  });

  test('has a command line that reaches the engine: its TLS library is not Node’s', async () => {
    const shared = sharedSlipway();
    await ensureRunning(shared);
    const { stdout } = await run(packagedCommandLine(), ['container', 'ls', '--json'], { env: shared.env });
    expect(JSON.parse(stdout)).toEqual(expect.any(Array));
  });

  test('starts its supervisor, which says what keeps a machine from starting', async () => {
    const { code, stderr } = await slipway.cli(['up'], { env: { SLIPWAY_VM_IMAGE: '/absent' } });
    expect(code).toBe(1);
    expect(stderr).toContain('E_VM_IMAGE_MISSING');
  });
});
