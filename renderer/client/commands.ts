// What can be done now, by name and by key: pages add their commands while they are shown; palette and shortcuts list them.

import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';

export interface Command {
  id: string;
  label: string;
  /** Under which heading it is listed. */
  group: string;
  /** Keys pressed one after another, as `g c`, or one with modifiers, as `mod+k`. */
  keys?: string;
  run(): void;
}

export const commandsStore = createStore<{ commands: readonly Command[] }>(() => ({ commands: [] }));

/** Offers commands while the component is shown. @param commands keep the array the same while they are */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    commandsStore.setState((state) => ({ commands: [...state.commands, ...commands] }));
    return () =>
      commandsStore.setState((state) => ({
        commands: state.commands.filter((command) => !commands.includes(command)),
      }));
  }, [commands]);
}
