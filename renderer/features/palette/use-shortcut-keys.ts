// Runs commands by their keys, but never while somebody types.

import { useEffect, useRef } from 'react';
import type { Command } from '../../client/commands.ts';

/** Two keys belong together if they come within this time. */
const SEQUENCE_MS = 900;

export function useShortcutKeys(commands: readonly Command[]): void {
  // Pages change what can be done at any time, also between the two keys of a sequence.
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    let pressed = '';
    let lastMs = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const isSequence = event.timeStamp - lastMs < SEQUENCE_MS && pressed !== '';
      lastMs = event.timeStamp;
      pressed = isSequence ? `${pressed} ${event.key}` : event.key;
      const command = latest.current.find(({ keys }) => keys === pressed);
      if (command === undefined) {
        // The second key of no sequence may be the first of the next.
        if (isSequence) pressed = event.key;
        return;
      }
      pressed = '';
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input,textarea,select,[role="dialog"],.xterm') !== null)
  );
}
