// What a person chose in a window is there for the next one, and a damaged file costs nothing but the choice.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PreferenceFile } from '../../../../main/app/host/preferences.ts';
import { preferencesFile } from '../../../../main/machine/paths.ts';
import { MachineName } from '../../../../preload/contract/ids.ts';

const USUAL = { colourScheme: 'auto', machine: 'default', groupContainers: true };
const WORK = MachineName.parse('work');

describe('preferences of the window', () => {
  let folder = '';
  let home = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-preferences-'));
    home = join(folder, 'home');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are the usual ones before anything is chosen, and nothing is written for that', async () => {
    expect(await new PreferenceFile(home).read()).toEqual(USUAL);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are found again by the next program, each choice beside the other', async () => {
    const first = new PreferenceFile(home);
    // Both at once, as two windows may.
    await Promise.all([first.keep({ colourScheme: 'dark' }), first.keep({ machine: WORK })]);
    expect(await new PreferenceFile(home).read()).toEqual({
      ...USUAL,
      colourScheme: 'dark',
      machine: 'work',
    });
  });

  it('are nobody else’s to read', async () => {
    await new PreferenceFile(home).keep({ machine: WORK });
    expect((await stat(preferencesFile(home))).mode & 0o777).toBe(0o600);
  });

  it.each([['{'], ['[]'], ['null'], ['{"colourScheme":"pink","machine":"../x"}']])(
    'are the usual ones where the file says %s, and can be chosen anew',
    async (text) => {
      const file = new PreferenceFile(folder);
      await writeFile(preferencesFile(folder), text);
      expect(await file.read()).toEqual(USUAL);
      await file.keep({ colourScheme: 'light' });
      expect(JSON.parse(await readFile(preferencesFile(folder), 'utf8'))).toEqual({
        ...USUAL,
        colourScheme: 'light',
      });
    },
  );

  it('keep the choice that is understood beside one that is not', async () => {
    await writeFile(preferencesFile(folder), '{"colourScheme":"dark","machine":"../x"}');
    expect(await new PreferenceFile(folder).read()).toEqual({ ...USUAL, colourScheme: 'dark' });
  });
});
