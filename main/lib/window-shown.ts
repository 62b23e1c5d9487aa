// The line by which the window's program tells whoever started it that there is something to see.

export const WINDOW_SHOWN = 'slipway: the window is shown';
