// What the packages are: their contents, their formats, and what the Electron in them may do.

import { fileURLToPath } from 'node:url';
import type { AfterPackContext, Configuration } from 'electron-builder';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the programs and the page are set aside for the package. */
export const STAGED = 'dist/staged';
export const PROGRAMS = [
  'desktop.cjs',
  'bridge.cjs',
  'desktop.mjs',
  'slipway.mjs',
  'supervisor.mjs',
] as const;

export interface PackagingInput {
  /** An Electron that is here already, in place of the one that is fetched. */
  electron: { folder: string; version: string } | undefined;
  afterPack: (context: AfterPackContext) => Promise<void>;
}

/** Read back from the finished package by `checkFuses`. */
export const FUSES = {
  // The supervisor outlives the window, and the command line needs no second runtime: both are this Electron as Node.
  runAsNode: true,
  // The window's session is in memory only; there are no cookies to encrypt.
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

/** Beside these, electron-builder takes the packages that `dependencies` of package.json name. */
const CONTENTS: NonNullable<Configuration['files']> = [
  'package.json',
  'build/icons/*.png',
  { from: STAGED, to: 'dist', filter: ['**/*', '!**/*.map'] },
  '!**/*.{map,d.ts,d.mts,d.cts,md}',
  '!**/{test,tests,example,examples,.github}/**',
  // Bundled into the programs, and parts that are compiled.
  '!node_modules/{commander,zod,cpu-features,nan}/**',
  '!node_modules/ssh2/lib/protocol/crypto/{build,src}/**',
];

export function packaging({ electron, afterPack }: PackagingInput): Configuration {
  return {
    appId: 'io.slipway.Slipway',
    productName: 'Slipway',
    copyright: 'The Slipway authors',
    artifactName: 'slipway-${version}-${os}-${arch}.${ext}',
    directories: { output: 'dist/packages', buildResources: 'build/packaging' },
    ...(electron === undefined ? {} : { electronDist: electron.folder, electronVersion: electron.version }),
    // A Debian package must name a home page and a maintainer; there is no public address yet.
    extraMetadata: {
      homepage: 'https://slipway.invalid/',
      // By it a desktop knows whose window it sees.
      desktopName: 'slipway-window.desktop',
      author: { name: 'The Slipway authors', email: 'authors@slipway.invalid' },
    },
    asar: true,
    // Nothing of ours is compiled: ssh2 does without its native parts.
    npmRebuild: false,
    files: CONTENTS,
    extraResources: [{ from: 'build/packaging/bin', to: 'bin' }],
    electronFuses: FUSES,
    electronLanguages: ['en-US', 'en'],
    afterPack,
    icon: 'build/icons/icon.png',
    publish: null,
    mac: {
      icon: 'build/icons/icon.icns',
      target: ['dmg', 'zip'],
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
      entitlements: 'build/packaging/mac/entitlements.plist',
      entitlementsInherit: 'build/packaging/mac/entitlements.plist',
      extendInfo: { LSMinimumSystemVersion: '12.0' },
    },
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      // `slipway` is the command line, on every system.
      executableName: 'slipway-window',
      syncDesktopName: true,
      category: 'Development',
      synopsis: 'A Docker engine from one command',
      desktop: {
        entry: { Name: 'Slipway', Keywords: 'docker;container;virtual machine;' },
      },
    },
    deb: {
      depends: ['libgtk-3-0', 'libnss3', 'libnotify4', 'libxss1', 'libatspi2.0-0'],
      recommends: ['qemu-system-x86 | qemu-system-arm', 'qemu-utils'],
      fpm: [`${ROOT}build/packaging/linux/slipway=/usr/bin/slipway`],
    },
  };
}
