// Where the program came from.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPackaged, programRoot, resourcesFolder } from '../../../main/lib/program-root.ts';

it('is the closest folder above with a package.json, from the sources and from a bundle’s chunk', () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-root-'));
  const chunks = join(root, 'dist', 'chunks');
  mkdirSync(chunks, { recursive: true });
  expect(programRoot(chunks)).toBe(chunks);
  writeFileSync(join(root, 'package.json'), '{}');
  expect(programRoot(chunks)).toBe(root);
  rmSync(root, { recursive: true });
});

describe('files that other programs read', () => {
  it('lie in the checkout', () => {
    expect([isPackaged('/src/slipway'), resourcesFolder('/src/slipway')]).toEqual([false, '/src/slipway']);
  });

  it.each(['/opt/Slipway/resources/app.asar', '/opt/Slipway/resources/app.asar/'])(
    'lie beside the packaged program %s, which QEMU cannot look into',
    (root) => {
      expect([isPackaged(root), resourcesFolder(root)]).toEqual([true, '/opt/Slipway/resources']);
    },
  );
});
