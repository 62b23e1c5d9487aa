// The window's end of the search worker.

import type { SearchAnswer, SearchRequest } from './log-search.ts';

export interface SearchClient {
  /** One at a time. Never answers if the worker was ended. */
  ask(request: SearchRequest): Promise<SearchAnswer>;
  end(): void;
}

export function startSearchWorker(): SearchClient {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  return {
    ask: (request) =>
      new Promise((resolve) => {
        worker.addEventListener('message', ({ data }: MessageEvent<SearchAnswer>) => resolve(data), {
          once: true,
        });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's has none
        worker.postMessage(request);
      }),
    end: () => worker.terminate(),
  };
}
