// Words of the command palette and of the list of shortcuts.

export const paletteText = {
  placeholder: 'What do you want to do?',
  nothing: 'No command of that name',
  pages: 'Pages',
  shortcuts: 'Keyboard shortcuts',
  goTo: (page: string) => `Go to ${page}`,
  help: 'Show all shortcuts',
  find: 'Find a command',
  table: 'In tables',
  tableKeys: [
    ['↑ ↓', 'move'],
    ['Space', 'select'],
    ['Enter', 'open'],
    ['Ctrl/⌘ A', 'select all'],
    ['Esc', 'select none'],
  ],
} as const;
