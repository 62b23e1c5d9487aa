// Words of terminals in a container.

export const terminalText = {
  label: (name: string) => `Terminal ${name}`,
  sessions: 'Terminals',
  command: 'Command',
  commandWhy: 'A shell or any other program of the container',
  best: 'bash, else sh',
  openQuote: 'A quote is not closed.',
  user: 'User',
  userHint: 'its own',
  open: 'New terminal',
  close: 'Close this terminal',
  reconnect: 'Run it again',
  copyCommand: 'Copy the docker exec line',
  starting: 'Starting…',
  ended: (code: number | undefined) => (code === undefined ? 'Ended' : `Ended with exit code ${code}`),
  failed: 'The terminal did not open',
  keys: 'Copy: Ctrl+Shift+C · Paste: Ctrl+Shift+V · Leave: Shift+Esc',
  macKeys: 'Copy: ⌘C · Paste: ⌘V · Leave: ⇧Esc',
  none: 'No terminal is open',
  noneWhy: 'Open one with the command above. Closing it ends its program.',
  again: '— run again —',
} as const;
