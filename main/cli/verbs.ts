// Every verb of the command line, in the order of its help. Each one's code is a file of its own, loaded when used.

import type { Verb } from './command.ts';
import { BUILD } from './verbs/build.ts';
import { CONTAINER } from './verbs/container.ts';
import { IMAGE } from './verbs/image.ts';
import { NETWORK } from './verbs/network.ts';
import { VOLUME } from './verbs/volume.ts';

const SIZES = [
  ['--memory <size>', 'memory of a new machine, for example 4GiB'],
  ['--cpus <count>', 'processors of a new machine'],
  ['--disk <size>', 'most its disk may take of the host, for example 100GiB'],
  ['--accelerator <name>', 'auto, hvf, kvm or tcg'],
  ['--port <number>', 'the port of 127.0.0.1 at which its engine is wanted'],
] as const;

const BOOT_TIMEOUT = ['--boot-timeout <seconds>', 'how long the engine may take to answer'] as const;

export const VERBS: readonly Verb[] = [
  {
    name: 'init',
    summary: 'make a machine without starting it',
    options: SIZES,
    printsData: true,
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'up',
    alias: 'start',
    summary: 'start the machine (made first if there is none) and print the exports',
    options: [...SIZES, BOOT_TIMEOUT],
    printsData: true,
    load: () => import('./commands/up.ts'),
  },
  {
    name: 'down',
    alias: 'stop',
    summary: 'shut the machine down',
    load: () => import('./commands/down.ts'),
  },
  {
    name: 'restart',
    summary: 'shut the machine down and start it again',
    options: [BOOT_TIMEOUT],
    load: () => import('./commands/restart.ts'),
  },
  {
    name: 'poweroff',
    summary: 'end the machine at once, as pulling the plug does',
    load: () => import('./commands/poweroff.ts'),
  },
  {
    name: 'reset',
    summary: 'end the machine at once and start it again',
    options: [BOOT_TIMEOUT],
    load: () => import('./commands/reset.ts'),
  },
  {
    name: 'delete',
    alias: 'destroy',
    summary: 'remove the machine with its disk: images, containers, volumes',
    options: [['-y, --yes', 'do not ask']],
    load: () => import('./commands/delete.ts'),
  },
  {
    name: 'status',
    summary: 'one word: poweroff running paused aborted starting stopping broken',
    printsData: true,
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'ls',
    alias: 'list',
    summary: 'every machine, its state and its address',
    printsData: true,
    ofNoMachine: true,
    load: () => import('./commands/ls.ts'),
  },
  {
    name: 'info',
    summary: 'everything known of the machine',
    printsData: true,
    load: () => import('./commands/info.ts'),
  },
  {
    name: 'ip',
    summary: 'the address at which published ports are found',
    printsData: true,
    load: () => import('./commands/ip.ts'),
  },
  {
    name: 'env',
    alias: 'shellinit',
    summary: 'the settings for a docker client: eval "$(slipway env)"',
    options: [
      ['--shell <name>', 'sh, bash, zsh, fish, powershell, cmd, tcsh, emacs or nushell; else found out'],
      ['-u, --unset', 'take the settings back'],
      ['--no-proxy', 'add the machine to NO_PROXY'],
    ],
    printsData: true,
    load: () => import('./commands/env.ts'),
  },
  {
    name: 'ssh',
    words: '[command...]',
    summary: 'log in to the machine, or run a command in it',
    passesThrough: true,
    load: () => import('./commands/ssh.ts'),
  },
  {
    name: 'config',
    summary: 'show the settings, or change them: config set memory=4GiB',
    printsData: true,
    load: () => import('./commands/config-get.ts'),
    verbs: [
      {
        name: 'get',
        words: '[key]',
        summary: 'show the settings, or one of them',
        printsData: true,
        load: () => import('./commands/config-get.ts'),
      },
      {
        name: 'set',
        words: '<key=value...>',
        summary: 'change settings: memory=4GiB cpus=2 disk=100GiB accelerator=tcg port=2376',
        printsData: true,
        load: () => import('./commands/config-set.ts'),
      },
    ],
  },
  BUILD,
  CONTAINER,
  IMAGE,
  VOLUME,
  NETWORK,
  {
    name: 'logs',
    words: '[source]',
    summary: 'what the machine wrote: console, supervisor, qemu, events or engine',
    options: [
      ['-f, --follow', 'go on as more is written'],
      ['-n, --lines <count>', 'only the last lines'],
    ],
    load: () => import('./commands/logs.ts'),
  },
  {
    name: 'certs',
    summary: 'show the certificates, or make new ones: certs renew',
    printsData: true,
    load: () => import('./commands/certs-show.ts'),
    verbs: [
      {
        name: 'show',
        summary: 'show the certificates: who, for what, until when',
        printsData: true,
        load: () => import('./commands/certs-show.ts'),
      },
      {
        name: 'renew',
        summary: 'make new certificates; containers go on running',
        printsData: true,
        load: () => import('./commands/certs-renew.ts'),
      },
    ],
  },
  {
    name: 'doctor',
    summary: 'look for what could keep the machine from working',
    printsData: true,
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'open',
    words: '[switches...]',
    summary: 'show the desktop window; switches of Chromium may follow --',
    ofNoMachine: true,
    passesThrough: true,
    load: () => import('./commands/open.ts'),
  },
  {
    name: 'web',
    summary: 'show the window in a browser: prints its address, runs until Ctrl-C',
    options: [['--port <number>', 'the port of 127.0.0.1; else any that is free']],
    printsData: true,
    ofNoMachine: true,
    load: () => import('./commands/web.ts'),
  },
  {
    name: 'version',
    summary: 'the versions of Slipway and of what it runs on',
    printsData: true,
    ofNoMachine: true,
    load: () => import('./commands/version.ts'),
  },
];
