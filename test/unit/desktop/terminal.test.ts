// A terminal gets a machine's settings whatever is in them, and no shell reads them on the way.

import { describe, expect, it } from 'vitest';
import { terminalCommands, terminalFile } from '../../../main/desktop/terminal.ts';
import { sessionEnvironment } from '../../../main/lib/session-environment.ts';

const VARIABLES = { DOCKER_HOST: 'tcp://127.0.0.1:2376', DOCKER_CERT_PATH: "/home/o'neil/$(x)/certs" };

describe('a terminal on Linux', () => {
  it('is given words, not a line for a shell', () => {
    for (const { args } of terminalCommands('/usr/bin/fish', VARIABLES)) {
      expect(args.slice(1)).toEqual([
        'env',
        'DOCKER_HOST=tcp://127.0.0.1:2376',
        "DOCKER_CERT_PATH=/home/o'neil/$(x)/certs",
        '/usr/bin/fish',
      ]);
    }
  });

  it('is the one that the system prefers, where there is a choice', () => {
    expect(terminalCommands('/bin/sh', {}).map(({ tool }) => tool)[0]).toBe('x-terminal-emulator');
  });
});

describe('the file for Terminal on macOS', () => {
  it('quotes every value and ends as the person’s own shell', () => {
    expect(terminalFile('/bin/zsh', VARIABLES).split('\n')).toEqual([
      '#!/bin/sh',
      "export DOCKER_HOST='tcp://127.0.0.1:2376'",
      String.raw`export DOCKER_CERT_PATH='/home/o'\''neil/$(x)/certs'`,
      'cd',
      "exec '/bin/zsh' -l",
      '',
    ]);
  });
});

it('a person’s environment goes along without what would load something into a program', () => {
  const env = {
    DISPLAY: ':0',
    EDITOR: 'vi',
    LD_PRELOAD: 'x',
    DYLD_INSERT_LIBRARIES: 'x',
    NODE_OPTIONS: '-r x',
    ELECTRON_RUN_AS_NODE: '1',
    npm_config_x: '1',
    NONE: undefined,
  };
  expect(sessionEnvironment(env)).toEqual({ DISPLAY: ':0', EDITOR: 'vi' });
});
