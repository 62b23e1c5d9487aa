// Bundles the programs of a checkout: the command line, the supervisor, the desktop app with its beginning and its bridge. npm packages stay outside, but for two.

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

/** A sandboxed preload must be CommonJS, and can load nothing but Electron's own modules. */
const bridge: RolldownOptions = {
  platform: 'browser',
  external: ['electron/renderer'],
  input: { bridge: 'preload/bridge.ts' },
  output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs' },
};

/** The desktop app's beginning, which loads the rest of it once that is of use. */
const beginning: RolldownOptions = {
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
  input: { desktop: 'main/desktop/before-ready.ts' },
  plugins: [
    {
      name: 'the-rest-is-a-program-of-its-own',
      resolveId: (id) => (id === './main.ts' ? { id: './desktop.mjs', external: true } : undefined),
    },
  ],
  output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs' },
};

export default defineConfig([
  {
    ...nodeProgram,
    input: {
      slipway: 'main/cli/main.ts',
      supervisor: 'main/supervisor/entry.ts',
      desktop: 'main/desktop/main.ts',
    },
  },
  beginning,
  bridge,
]);
