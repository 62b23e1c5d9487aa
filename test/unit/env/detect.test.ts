// Which shell is written for: the one asked for, else the user's, else the one that called.

import { expect, test, vi } from 'vitest';
import { detectShell, shellOf } from '../../../main/env/detect.ts';

const nobody = () => Promise.resolve(undefined);

test('what is asked for goes before everything', async () => {
  expect(await detectShell({ asked: 'fish', env: { SHELL: '/bin/bash' } })).toBe('fish');
  expect(await detectShell({ asked: 'pwsh', env: {} })).toBe('powershell');
});

test('an unknown one is refused with the list', async () => {
  await expect(detectShell({ asked: 'basj', env: {} })).rejects.toMatchObject({
    code: 'E_USAGE',
    hint: expect.stringContaining('bash, zsh, sh, fish, powershell, cmd, tcsh, emacs, nushell'),
  });
});

test('then comes $SHELL, and nobody looks for processes', async () => {
  const parent = vi.fn(nobody);
  expect(await detectShell({ env: { SHELL: '/usr/bin/zsh' }, parent })).toBe('zsh');
  expect(parent).not.toHaveBeenCalled();
});

test('then the program that called, then sh', async () => {
  expect(await detectShell({ env: {}, parent: () => Promise.resolve('-fish\n') })).toBe('fish');
  expect(await detectShell({ env: { SHELL: '/opt/odd' }, parent: () => Promise.resolve('node') })).toBe('sh');
  expect(await detectShell({ env: {}, parent: nobody })).toBe('sh');
});

test.each([
  ['/usr/bin/fish', 'fish'],
  ['-zsh', 'zsh'],
  ['/bin/dash', 'sh'],
  ['/usr/local/bin/nu', 'nushell'],
  ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'powershell'],
  ['C:\\Windows\\System32\\cmd.EXE', 'cmd'],
  ['csh', 'tcsh'],
  ['/usr/bin/python3', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is %s', (program, shell) => {
  expect(shellOf(program)).toBe(shell);
});
