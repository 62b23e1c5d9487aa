// The words of `slipway image|container|volume|network` as they are read before any engine is asked.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../../main/app/app.ts';
import { runCommandLine } from '../../../main/cli/program.ts';
import { fakeSupervisors } from '../../fakes/supervisors.ts';
import { fakeTerminal, type FakeTerminal } from '../../fakes/terminal.ts';

let home: string;
let app: App;
let terminal: FakeTerminal;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-objects-'));
  app = { home, env: { HOME: home }, supervisors: fakeSupervisors({ listens: false }) };
  terminal = fakeTerminal();
});
afterEach(() => rm(home, { recursive: true, force: true }));

const slipway = (...argv: string[]) => runCommandLine(argv, terminal, app);

test.each([
  [['image', 'nonsense'], 'too many arguments'],
  [['image', 'save', 'app'], 'save to which file?'],
  [['image', 'pull', '../containers/x'], 'images.pull: image'],
  [['volume', 'create', '../x'], 'volumes.create: volume'],
  [['network', 'create', 'x', '--driver', 'nonsense'], 'no such driver'],
  [['container', 'stop', '--time', 'soon', 'web'], 'not a number of seconds'],
  [['container', 'kill', '--signal', 'rm -rf', 'web'], 'containers.act: action'],
  [['container', 'logs', '--lines', 'few', 'web'], 'not a number of lines'],
  [['container', 'run'], 'run which image?'],
  [['volume', 'prune'], 'not without a yes'],
])('%j is a usage error that says why', async (argv, message) => {
  expect(await slipway(...argv)).toBe(2);
  expect(terminal.said.err).toContain(message);
  expect(terminal.said.out).toBe('');
});

test.each([
  ['image'],
  ['image', 'ls'],
  ['image', 'rm', 'app'],
  ['container'],
  ['container', 'start', 'web'],
  ['container', 'run', '-d', '-m', '64m', '-h', 'name', 'app', '--json', '--machine', 'other'],
  ['volume', 'ls', '--sizes'],
  ['network', 'prune', '--yes'],
])('slipway %s %s … needs the machine, as everything does', async (...argv) => {
  expect(await slipway(...argv)).toBe(3);
  expect(terminal.said.err).toContain('machine default does not exist');
});
