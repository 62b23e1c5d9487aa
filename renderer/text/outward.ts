// Words of links that lead out of the window.

export const outwardText = {
  title: 'Leave for this address?',
  warning: 'A program in the container wrote this link. Open it only if you know where it leads.',
  copy: 'Copy the address',
  open: 'Open in the browser',
} as const;
