// A terminal's colours, in light and in dark.

import type { ITheme } from '@xterm/xterm';

const LIGHT: ITheme = {
  background: '#ffffff',
  foreground: '#212529',
  cursor: '#364fc7',
  cursorAccent: '#ffffff',
  selectionBackground: '#bac8ff',
  black: '#212529',
  red: '#b42318',
  green: '#19692c',
  yellow: '#7a5200',
  blue: '#1f4fbf',
  magenta: '#8a2ca8',
  cyan: '#0b6470',
  white: '#868e96',
  brightBlack: '#495057',
  brightRed: '#c92a2a',
  brightGreen: '#2b8a3e',
  brightYellow: '#905d00',
  brightBlue: '#364fc7',
  brightMagenta: '#9c36b5',
  brightCyan: '#0b7285',
  brightWhite: '#adb5bd',
};

const DARK: ITheme = {
  background: '#1a1b1e',
  foreground: '#dee2e6',
  cursor: '#91a7ff',
  cursorAccent: '#1a1b1e',
  selectionBackground: '#3b4a8f',
  black: '#343a40',
  red: '#ff8787',
  green: '#69db7c',
  yellow: '#ffd43b',
  blue: '#8ab4ff',
  magenta: '#e599f7',
  cyan: '#66d9e8',
  white: '#ced4da',
  brightBlack: '#909296',
  brightRed: '#ffa8a8',
  brightGreen: '#8ce99a',
  brightYellow: '#ffe066',
  brightBlue: '#a5c4ff',
  brightMagenta: '#eebefa',
  brightCyan: '#99e9f2',
  brightWhite: '#ffffff',
};

export function terminalTheme(scheme: 'light' | 'dark'): ITheme {
  return scheme === 'light' ? LIGHT : DARK;
}
