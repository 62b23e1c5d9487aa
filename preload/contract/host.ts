// What the program that shows the window can do beside the engine: dialogs, links, terminals.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { HostPath, MachineName, Moment } from './ids.ts';

export const Shell = z.enum(['bash', 'zsh', 'sh', 'fish', 'powershell', 'cmd', 'tcsh', 'emacs', 'nushell']);
export type Shell = z.infer<typeof Shell>;

export const HostDescription = z.object({
  version: z.string(),
  platform: z.enum(['macos', 'linux', 'other']),
  /** Where paths that people type may lie. */
  home: z.string(),
  shell: Shell,
  /** What this host offers: a browser's page has no dialogs of its own. */
  features: z.object({ fileDialogs: z.boolean(), openTerminal: z.boolean(), startAtLogin: z.boolean() }),
  cpus: z.int(),
  memoryMiB: z.int(),
});
export type HostDescription = z.infer<typeof HostDescription>;

/** `auto` follows the system. */
export const ColourScheme = z.enum(['auto', 'light', 'dark']);
export type ColourScheme = z.infer<typeof ColourScheme>;

/** What a person chose in a window and finds again in the next one. */
export const Preferences = z.object({
  colourScheme: ColourScheme,
  /** The machine that the window is about. */
  machine: MachineName,
  /** Whether the containers of a project stand together. */
  groupContainers: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

/** Some of them. */
export const Choice = z.object({
  colourScheme: ColourScheme.exactOptional(),
  machine: MachineName.exactOptional(),
  groupContainers: z.boolean().exactOptional(),
});
export type Choice = z.infer<typeof Choice>;

/** One thing that happened: to a machine, to something of the engine's, or by our own hand. */
export const JournalEntry = z.object({
  id: z.string(),
  at: Moment,
  machine: MachineName.optional(),
  /** `machine`, `container`, `image`, `volume`, `network`, or `slipway` for what was done from here. */
  subject: z.string(),
  /** The engine's word: `start`, `die`, `destroy`, `pull`. */
  action: z.string(),
  name: z.string(),
  detail: z.string().optional(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export const HostContract = {
  describe: call(z.void(), HostDescription),
  /** The host's own file dialog; undefined when it was left without a choice. Only where `fileDialogs` is true. */
  chooseFile: call(
    z.object({
      kind: z.enum(['open', 'save', 'folder']),
      title: z.string().max(200),
      suggestedName: z.string().max(255).optional(),
    }),
    HostPath.optional(),
  ),
  /** Opens a published port or a documentation page in the person's browser. @throws E_USAGE for any other address */
  openLink: call(z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) }), z.void()),
  /** Opens a terminal whose shell has a machine's settings. Only where `openTerminal` is true. */
  openTerminal: call(z.object({ machine: MachineName }), z.void()),
  startAtLogin: call(z.object({ wanted: z.boolean().optional() }), z.boolean()),
  preferences: call(z.void(), Preferences),
  /** Keeps what is named, and leaves the rest as it was. */
  prefer: call(Choice, z.void()),
  /** Everything since this program began, oldest first, then what happens. */
  journal: stream(z.void(), z.array(JournalEntry)),
};
