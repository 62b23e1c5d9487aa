// The desktop entry starts the very program, whatever its folder is called.

import { describe, expect, it } from 'vitest';
import { AT_LOGIN, autostartEntry } from '../../../main/desktop/autostart-entry.ts';

const execOf = (word: string) => /^Exec=(.*)$/m.exec(autostartEntry([word]))?.[1];

describe('an autostart entry', () => {
  it.each([
    ['/opt/Slipway/slipway', String.raw`"/opt/Slipway/slipway"`],
    ['/home/a b/Slipway.AppImage', String.raw`"/home/a b/Slipway.AppImage"`],
    ['/x/50%/s', String.raw`"/x/50%%/s"`],
    // Quoted for the Exec key, then escaped once more as every string of the file is.
    ['/x/$y/s', String.raw`"/x/\\$y/s"`],
    ['/x/"y"/s', String.raw`"/x/\\"y\\"/s"`],
    [String.raw`/x/\y/s`, String.raw`"/x/\\\\y/s"`],
    ['/x/`y`/s', '"/x/\\\\`y\\\\`/s"'],
  ])('quotes %s', (word, written) => {
    expect(execOf(word)).toBe(`${written} "${AT_LOGIN}"`);
  });

  it('refuses a line break, with which one could write other keys', () => {
    expect(() => autostartEntry(['/x\nExec=/evil'])).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});
