// What a person chose in this window and finds again in the next one: light or dark, and the machine. The host keeps it.

import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { Choice } from '../../preload/contract/host.ts';
import { api } from './api.ts';

/** Keeps choices; one that cannot be kept holds for this window all the same. */
export function keepPreference(chosen: Choice): void {
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
