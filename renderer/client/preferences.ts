// What a person chose in this window and finds again in the next one. The host keeps it.

import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { createStore } from 'zustand/vanilla';
import type { Choice } from '../../preload/contract/host.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import { api, type Api } from './api.ts';

/** Those that the page reads as it goes; the colours are the kit's, the machine is that of the machines' store. */
export const preferences = createStore<{ groupContainers: boolean }>(() => ({ groupContainers: true }));

/** Takes up what was chosen in the last window. @returns its machine */
export async function takeUpPreferences({ host }: Api): Promise<MachineName> {
  const { groupContainers, machine } = await host.preferences();
  preferences.setState({ groupContainers });
  return machine;
}

/** Keeps choices; one that cannot be kept holds for this window all the same. */
export function keepPreference(chosen: Choice): void {
  const { groupContainers } = chosen;
  if (groupContainers !== undefined) preferences.setState({ groupContainers });
  void api()
    .host.prefer(chosen)
    .catch((thrown: unknown) => console.warn('this choice is not kept:', thrown));
}

/** The kit's colours, as the host wrote them into the page, so that the first thing painted has them. */
export function keptColourScheme(): MantineColorSchemeManager {
  return {
    get: schemeOfPage,
    set: (colourScheme) => keepPreference({ colourScheme }),
    // A choice made in one window is seen by another when that is opened.
    subscribe: () => {},
    unsubscribe: () => {},
    clear: () => keepPreference({ colourScheme: 'auto' }),
  };
}

function schemeOfPage(usual: MantineColorScheme): MantineColorScheme {
  const schemes = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content;
  return schemes === 'light' || schemes === 'dark' ? schemes : usual;
}
