// Another user, who may not write here, through the real command line.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeNobody, CAN_BE_NOBODY, type Nobody } from '../harness/nobody.ts';

describe.runIf(CAN_BE_NOBODY)('without the right to write (fault 14)', () => {
  let nobody: Nobody;
  beforeAll(async () => {
    nobody = await becomeNobody();
  });
  afterAll(() => nobody.remove());

  it('a machine is refused naming what cannot be written, and nothing is left half made', async () => {
    const slipway = nobody.elsewhere(0o555);
    for (const verb of ['init', 'up']) {
      const { code, stdout, stderr } = await slipway.cli([verb]);
      expect([verb, code, stdout]).toEqual([verb, 1, '']);
      expect(stderr).toContain(`cannot write ${slipway.home}`);
      expect(stderr).toContain('permission denied');
      expect(readdirSync(slipway.home)).toEqual([]);
    }
  });

  it('another user’s machines cannot be read, and that is said', async () => {
    const { code, stderr } = await nobody.elsewhere(0o700).cli(['ls']);
    expect(code).toBe(1);
    expect(stderr).toContain('permission denied');
  });
});
