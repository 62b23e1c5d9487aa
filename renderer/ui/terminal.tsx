// A terminal on the page: what its program writes is drawn, what is typed goes to it; nothing else of the page is reached.

import '@xterm/xterm/css/xterm.css';
import { useComputedColorScheme } from '@mantine/core';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef, type RefObject } from 'react';
import { askToOpen } from './outward-link.tsx';
import { letSpansBeStyled, withStyleNonce } from './terminal-styles.ts';
import { terminalTheme } from './terminal-theme.ts';
import classes from './terminal.module.css';

/** The program at the other end. */
export interface TerminalPeer {
  /** @param onBytes calls back once it has drawn them @returns stops it */
  listen(onBytes: (bytes: Uint8Array, drawn: () => void) => void): () => void;
  write(bytes: Uint8Array): void;
  /** Told first when the terminal is there, then whenever its size changes. */
  resize(columns: number, rows: number): void;
}

interface TerminalScreenProps {
  label: string;
  peer: TerminalPeer;
  /** Where the focus goes when somebody leaves by Shift+Esc: in a terminal Tab is the program's. */
  onLeave(): void;
}

/** OSC commands that reach outside of the terminal: titles, icons, colours of the window, notices, the clipboard. */
const DEAF_TO = [0, 1, 2, 7, 9, 50, 52, 777];
const SCROLLBACK = 10_000;

letSpansBeStyled();

export function TerminalScreen({ label, peer, onLeave }: TerminalScreenProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<Terminal>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (place.current === null) return undefined;
    const terminal = openTerminal(place.current, label, onLeave);
    shown.current = terminal;
    const leave = connect(terminal, place, peer);
    return () => {
      leave();
      terminal.dispose();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a terminal lives as long as its program's
  }, [peer]);
  useEffect(() => {
    if (shown.current !== null) shown.current.options.theme = terminalTheme(scheme);
  }, [scheme, peer]);
  return <div ref={place} className={classes['place']} data-terminal />;
}

function openTerminal(place: HTMLElement, label: string, onLeave: () => void): Terminal {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(place).getPropertyValue('--mantine-font-family-monospace'),
    fontSize: 13,
    scrollback: SCROLLBACK,
    minimumContrastRatio: 4.5,
    linkHandler: { activate: (_event, address) => askToOpen(address) },
  });
  for (const command of DEAF_TO) terminal.parser.registerOscHandler(command, () => true);
  withStyleNonce(() => terminal.open(place));
  terminal.textarea?.setAttribute('aria-label', label);
  terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal, onLeave));
  return terminal;
}

/** @returns whether the program gets the key */
function handleKey(event: KeyboardEvent, terminal: Terminal, onLeave: () => void): boolean {
  if (event.type !== 'keydown') return true;
  if (event.shiftKey && event.key === 'Escape') {
    onLeave();
    return false;
  }
  if (!event.ctrlKey || !event.shiftKey) return true;
  if (event.code === 'KeyC') {
    // The browser's own meaning of these keys is its developer tools.
    event.preventDefault();
    if (terminal.hasSelection()) void navigator.clipboard.writeText(terminal.getSelection());
    return false;
  }
  // The browser pastes by itself.
  return event.code !== 'KeyV';
}

function connect(
  terminal: Terminal,
  place: RefObject<HTMLDivElement | null>,
  peer: TerminalPeer,
): () => void {
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  const encoder = new TextEncoder();
  terminal.onData((text) => peer.write(encoder.encode(text)));
  terminal.onBinary((text) => peer.write(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  terminal.onResize(({ cols, rows }) => peer.resize(cols, rows));
  const stop = peer.listen((bytes, drawn) => terminal.write(bytes, drawn));
  // A terminal that is not in sight has no size.
  const refit = () => {
    if (place.current !== null && place.current.clientWidth > 0) fit.fit();
  };
  const watch = new ResizeObserver(refit);
  if (place.current !== null) watch.observe(place.current);
  refit();
  peer.resize(terminal.cols, terminal.rows);
  terminal.focus();
  return () => {
    watch.disconnect();
    stop();
  };
}
