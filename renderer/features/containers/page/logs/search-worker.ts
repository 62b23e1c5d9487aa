// Searches beside the window: an expression that never ends is ended with its worker.

import { searchLines, type SearchRequest } from './log-search.ts';

globalThis.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's own has none
  globalThis.postMessage(searchLines(data));
});
