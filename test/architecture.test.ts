// Holds the borders of the house: who may import whom, which package has which door, and what every file looks like.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rooms of `main/` by level: a room imports strictly lower levels, and itself. */
const LEVELS: readonly (readonly string[])[] = [
  ['lib'],
  ['machine'],
  ['drivers', 'vm-image', 'certs', 'ssh', 'engine', 'env', 'git'],
  ['provision', 'forward', 'shares'],
  ['supervisor'],
  ['app'],
  ['web'],
  ['desktop', 'cli'],
];

/** One package, one door: the only files that may import it. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  dockerode: ['main/engine/docker.ts'],
  'node-ssh': ['main/ssh/client.ts'],
  ssh2: ['main/ssh/client.ts'],
  electron: ['main/desktop/', 'preload/bridge.ts'],
  '@peculiar/x509': ['main/certs/'],
  commander: ['main/cli/'],
  'node:child_process': ['main/lib/exec.ts', 'main/supervisor/launch.ts', 'build/'],
};

/** What the rest of the house may see of the supervisor. */
const SUPERVISOR_DOORS = ['client.ts', 'exclusion.ts', 'launch.ts', 'protocol.ts', 'entry.ts'];

/** What the renderer's kit needs of the client: the tasks it shows, the host's dialogs and links, the style's nonce. */
const KIT_MAY_SEE = new Set(
  ['api', 'machines', 'nonce', 'tasks', 'use-host'].map((name) => `renderer/client/${name}.ts`),
);

interface Import {
  from: string;
  /** A path below the root for our own files, else the package or `node:` module. */
  to: string;
}

function filesOf(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(ts|tsx|mjs)$/.test(file)).map((file) => join(folder, file));
}

const SOURCES = ['main', 'preload', 'renderer', 'vm-images', 'build'].flatMap(filesOf).sort();
const TESTS = filesOf('test').sort();

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function importsOf(file: string): Import[] {
  const found = read(file).matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'/g,
  );
  return [...found].map(([, from, dynamic, bare]) => {
    const target = from ?? dynamic ?? bare ?? '';
    return { from: file, to: target.startsWith('.') ? join(dirname(file), target) : packageName(target) };
  });
}

function packageName(target: string): string {
  if (target.startsWith('node:')) return target;
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

const IMPORTS = SOURCES.flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} -> ${to}`;
const isIn = (path: string, folder: string) => !relative(folder, path).startsWith('..');
const roomOf = (path: string) => path.split('/')[1] ?? '';
const levelOf = (room: string) => LEVELS.findIndex((rooms) => rooms.includes(room));

describe('who may import whom', () => {
  test('every room of main has a level', () => {
    const rooms = new Set(SOURCES.filter((file) => isIn(file, 'main') && file.endsWith('.ts')).map(roomOf));
    expect([...rooms].filter((room) => levelOf(room) < 0)).toEqual([]);
  });

  test('rooms of main import downward only', () => {
    const upward = IMPORTS.filter(({ from, to }) => {
      if (!isIn(from, 'main') || !isIn(to, 'main') || roomOf(from) === roomOf(to)) return false;
      return levelOf(roomOf(to)) >= levelOf(roomOf(from));
    });
    expect(upward.map(show)).toEqual([]);
  });

  test('the contract and the rpc know zod and each other, nothing of Node, Electron or a page', () => {
    const foreign = IMPORTS.filter(
      ({ from, to }) =>
        (isIn(from, 'preload/contract') || isIn(from, 'preload/rpc')) && to !== 'zod' && !isIn(to, 'preload'),
    );
    expect(foreign.map(show)).toEqual([]);
  });

  test('the renderer sees the contract, the rpc and itself', () => {
    const foreign = IMPORTS.filter(({ from, to }) => {
      const seesMain = isIn(to, 'main') || isIn(to, 'vm-images') || to.startsWith('node:');
      return isIn(from, 'renderer') && (seesMain || to === 'preload/bridge.ts');
    });
    expect(foreign.map(show)).toEqual([]);
  });

  test('a feature of the renderer sees no other feature, and what all share sees none', () => {
    // Which machine the window is about concerns every page.
    const shared = new Set(['renderer/features/machines/use-machine.ts']);
    const featureOf = (path: string) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
    const foreign = IMPORTS.filter(
      ({ from, to }) =>
        featureOf(to) !== undefined &&
        featureOf(to) !== featureOf(from) &&
        !shared.has(to) &&
        // The frame puts the pages together.
        !/^renderer\/[^/]+\.tsx$/.test(from),
    );
    expect(foreign.map(show)).toEqual([]);
  });

  test('the kit of the renderer knows neither stores nor words of the domain', () => {
    const foreign = IMPORTS.filter(
      ({ from, to }) => isIn(from, 'renderer/ui') && isIn(to, 'renderer/client') && !KIT_MAY_SEE.has(to),
    );
    expect(foreign.map(show)).toEqual([]);
  });

  test('vm-images takes from main the manifest and the library only', () => {
    const foreign = IMPORTS.filter(
      ({ from, to }) =>
        isIn(from, 'vm-images') &&
        isIn(to, 'main') &&
        !isIn(to, 'main/lib') &&
        to !== 'main/vm-image/manifest.ts',
    );
    expect(foreign.map(show)).toEqual([]);
  });

  test('main takes nothing of vm-images, build, renderer or test; nothing takes from test', () => {
    const foreign = IMPORTS.filter(
      ({ from, to }) =>
        isIn(to, 'test') ||
        (isIn(from, 'main') && ['vm-images', 'build', 'renderer'].some((room) => isIn(to, room))),
    );
    expect(foreign.map(show)).toEqual([]);
  });

  test('the supervisor is seen through its doors only', () => {
    const inside = IMPORTS.filter(
      ({ from, to }) =>
        isIn(to, 'main/supervisor') &&
        !isIn(from, 'main/supervisor') &&
        !SUPERVISOR_DOORS.some((door) => to === `main/supervisor/${door}`),
    );
    expect(inside.map(show)).toEqual([]);
  });

  test.each(Object.entries(DOORS))('%s has one door', (name, doors) => {
    const elsewhere = IMPORTS.filter(
      ({ from, to }) => to === name && !doors.some((door) => from.startsWith(door)),
    );
    expect(elsewhere.map(show)).toEqual([]);
  });
});

describe('what a file looks like', () => {
  test('every file opens with a sentence of purpose', () => {
    const opening = /^(#![^\n]*\n)?\/\/ [A-Za-z`]/;
    expect([...SOURCES, ...TESTS].filter((file) => !opening.test(read(file)))).toEqual([]);
  });

  test('names say what a thing is: no util, helper, manager, common', () => {
    expect([...SOURCES, ...TESTS].filter((file) => /(util|helper|manager|common|misc)/i.test(file))).toEqual(
      [],
    );
  });

  test('no file is a barrel', () => {
    expect(
      SOURCES.filter((file) => /(^|\/)index\.tsx?$/.test(file) || /^export \* from/m.test(read(file))),
    ).toEqual([]);
  });

  test('unit tests boot nothing: no child process, no socket of their own', () => {
    const unit = TESTS.filter((file) => file.startsWith('test/unit/')).flatMap(importsOf);
    const spawning = unit.filter(({ to }) => ['node:child_process', 'node:http', 'node:https'].includes(to));
    expect(spawning.map(show)).toEqual([]);
  });
});
