// Bundles the two programs of a checkout: the command line and the supervisor. npm packages stay outside, but for two.

import { defineConfig, type RolldownOptions } from 'rolldown';

/** In every command's path. Read as a hundred files of node_modules zod alone takes 80 ms, of the 150 that `status` has. */
const BUNDLED = new Set(['commander', 'zod']);

const nodeProgram: RolldownOptions = {
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !BUNDLED.has(id),
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
    sourcemap: true,
  },
};

export default defineConfig({
  ...nodeProgram,
  input: { slipway: 'main/cli/main.ts', supervisor: 'main/supervisor/entry.ts' },
});
