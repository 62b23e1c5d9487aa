// QEMU is found also by an app that macOS started, whose PATH is the bare one.

import { expect, it } from 'vitest';
import { pathWithTools } from '../../../main/desktop/tool-path.ts';

it('macOS’ bare PATH gets the folders of Homebrew and MacPorts behind it', () => {
  expect(pathWithTools('darwin', '/usr/bin:/bin')).toBe(
    '/usr/bin:/bin:/opt/homebrew/bin:/usr/local/bin:/opt/local/bin',
  );
});

it('a folder that is there already keeps its place', () => {
  expect(pathWithTools('darwin', '/usr/local/bin:/usr/bin')).toBe(
    '/usr/local/bin:/usr/bin:/opt/homebrew/bin:/opt/local/bin',
  );
});

it('elsewhere PATH stays as it is', () => {
  expect(pathWithTools('linux', '/usr/bin')).toBe('/usr/bin');
});
