// `slipway open` says why there is no window before anything is started, and what there is instead.

import { describe, expect, it } from 'vitest';
import { openApp } from '../../../main/app/app.ts';
import { windowCommand } from '../../../main/cli/open-window.ts';
import { runCommandLine } from '../../../main/cli/program.ts';
import { fakeTerminal } from '../../fakes/terminal.ts';

async function open(env: Readonly<Record<string, string>>) {
  const terminal = fakeTerminal({ env });
  const code = await runCommandLine(['open'], terminal, openApp(env));
  return { code, ...terminal.said };
}

describe.skipIf(process.platform !== 'linux')('without what a window needs', () => {
  it('a computer without a display is told of the browser', async () => {
    const { code, out, err } = await open({});
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('there is no display');
    expect(err).toContain('slipway web');
  });

  it.skipIf(process.getuid?.() !== 0)('root is told that no sandbox would hold', async () => {
    const { code, err } = await open({ DISPLAY: ':0' });
    expect(code).toBe(1);
    expect(err).toContain('sandbox');
    expect(err).toContain('slipway web');
  });
});

describe('the program of the window', () => {
  it('is never fetched in passing: an Electron that is absent is said', async () => {
    await expect(windowCommand({ ELECTRON_OVERRIDE_DIST_PATH: '/absent' })).rejects.toThrow(
      expect.objectContaining({ code: 'E_TOOL_MISSING', hint: expect.stringContaining('slipway web') }),
    );
  });
});
