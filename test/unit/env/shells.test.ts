// What each shell is given to read; the shells of Debian read it for real in test/integration/shells.test.ts.

import { Shell } from '../../../preload/contract/host.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatExports, formatUnsets, loadCommand } from '../../../main/env/shells.ts';

const variables = { DOCKER_HOST: 'tcp://127.0.0.1:2376', DOCKER_CERT_PATH: "/home/o'neil/my certs" };

test.each<[Shell, string]>([
  [
    'bash',
    `export DOCKER_HOST='tcp://127.0.0.1:2376'\nexport DOCKER_CERT_PATH='/home/o'\\''neil/my certs'\n`,
  ],
  ['zsh', `export DOCKER_HOST='tcp://127.0.0.1:2376'\nexport DOCKER_CERT_PATH='/home/o'\\''neil/my certs'\n`],
  ['sh', `export DOCKER_HOST='tcp://127.0.0.1:2376'\nexport DOCKER_CERT_PATH='/home/o'\\''neil/my certs'\n`],
  [
    'fish',
    `set -gx DOCKER_HOST 'tcp://127.0.0.1:2376';\nset -gx DOCKER_CERT_PATH '/home/o\\'neil/my certs';\n`,
  ],
  [
    'powershell',
    `$Env:DOCKER_HOST = 'tcp://127.0.0.1:2376'\n$Env:DOCKER_CERT_PATH = '/home/o''neil/my certs'\n`,
  ],
  ['cmd', `SET "DOCKER_HOST=tcp://127.0.0.1:2376"\nSET "DOCKER_CERT_PATH=/home/o'neil/my certs"\n`],
  [
    'tcsh',
    `setenv DOCKER_HOST 'tcp://127.0.0.1:2376';\nsetenv DOCKER_CERT_PATH '/home/o'\\''neil/my certs';\n`,
  ],
  [
    'emacs',
    `(setenv "DOCKER_HOST" "tcp://127.0.0.1:2376")\n(setenv "DOCKER_CERT_PATH" "/home/o'neil/my certs")\n`,
  ],
  [
    'nushell',
    `{\n  "DOCKER_HOST": "tcp://127.0.0.1:2376",\n  "DOCKER_CERT_PATH": "/home/o'neil/my certs"\n}\n`,
  ],
])('%s sets variables in its own words', (shell, text) => {
  expect(formatExports(shell, variables)).toBe(text);
});

test.each<[Shell, string]>([
  ['bash', 'unset A\nunset B\n'],
  ['fish', 'set -e A;\nset -e B;\n'],
  ['powershell', 'Remove-Item Env:\\A\nRemove-Item Env:\\B\n'],
  ['cmd', 'SET A=\nSET B=\n'],
  ['tcsh', 'unsetenv A;\nunsetenv B;\n'],
  ['emacs', '(setenv "A" nil)\n(setenv "B" nil)\n'],
  ['nushell', 'hide-env --ignore-errors A B\n'],
])('%s unsets variables in its own words', (shell, text) => {
  expect(formatUnsets(shell, ['A', 'B'])).toBe(text);
});

test.each<[Shell, string]>([
  ['bash', 'eval "$(slipway env)"'],
  ['fish', 'slipway env | source'],
  ['powershell', '& slipway env | Out-String | Invoke-Expression'],
  ['cmd', `@FOR /f "tokens=*" %i IN ('slipway env') DO @%i`],
  ['tcsh', 'eval "`slipway env`"'],
  ['emacs', '(with-temp-buffer (shell-command "slipway env" (current-buffer)) (eval-buffer))'],
  ['nushell', 'slipway env | from json | load-env'],
])('%s is told how to take them over', (shell, text) => {
  expect(loadCommand(shell, 'slipway env')).toBe(text);
});

describe('shells that cannot be had here read any value back, by their documented rules', () => {
  const HOSTILE = ["'", '"', '\\', '$', '`', '!', '%', '\n', '‘', '’', '‚', '‛', '“', ' '];
  const anyValue = fc.string({
    unit: fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })),
  });
  const valueOf = (shell: Shell, value: string) => formatExports(shell, { K: value });

  /** about_Quoting_Rules: the text between single quotes is literal, a doubled quote stands for one. */
  function readByPowerShell(line: string): string {
    const body = /^\$Env:K = '((?:[^'\u2018-\u201B]|(['\u2018-\u201B])\2)*)'\n$/.exec(line);
    if (body === null) throw new Error(`PowerShell would interpret ${line}`);
    return (body[1] ?? '').replaceAll(/(['\u2018-\u201B])\1/g, '$1');
  }

  test('powershell', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(readByPowerShell(valueOf('powershell', value))).toBe(value);
      }),
    );
  });

  test('nushell', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(JSON.parse(valueOf('nushell', value))).toEqual({ K: value });
      }),
    );
  });
});

test.each<Shell>(['cmd', 'tcsh'])('%s cannot hold a line break, and says so instead of breaking', (shell) => {
  for (const value of ['/a\nb', '/a\r\nb']) {
    expect(() => formatExports(shell, { K: value })).toThrow(
      expect.objectContaining({ code: 'E_USAGE', message: expect.stringContaining('line break') }),
    );
  }
});

test('every shell has its words', () => {
  for (const shell of Shell.options) {
    expect(formatExports(shell, variables)).toContain('DOCKER_HOST');
    expect(formatUnsets(shell, ['DOCKER_HOST'])).toContain('DOCKER_HOST');
    expect(loadCommand(shell, 'slipway env')).toContain('slipway env');
  }
});
