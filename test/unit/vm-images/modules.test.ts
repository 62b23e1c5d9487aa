// Kernel modules are loaded in an order in which each finds what it needs.

import { describe, expect, test } from 'vitest';
import {
  loadOrder,
  moduleName,
  modulesAlias,
  modulesDep,
  type KernelModule,
} from '../../../vm-images/modules.ts';

const module = (name: string, depends: string[] = [], aliases: string[] = []): [string, KernelModule] => [
  name,
  { name, depends, aliases, data: Buffer.alloc(0) },
];
const modules = new Map([
  module('nft_compat', ['nf_tables', 'x_tables'], ['nft-expr-match']),
  module('nf_tables', ['nfnetlink', 'libcrc32c']),
  module('nfnetlink'),
  module('x_tables'),
  module('libcrc32c'),
]);

describe('order', () => {
  test('puts what is needed first, each once', () => {
    const order = loadOrder(['nft_compat', 'x_tables'], modules);
    expect(order).toEqual(['nfnetlink', 'libcrc32c', 'nf_tables', 'x_tables', 'nft_compat']);
  });

  test('leaves out what is loaded already, and what the kernel has built in', () => {
    expect(loadOrder(['nf_tables', 'virtio_pci'], modules, new Set(['libcrc32c']))).toEqual([
      'nfnetlink',
      'nf_tables',
    ]);
  });
});

test('a module goes by the kernel’s spelling of its name', () => {
  expect(moduleName('kernel/drivers/char/hw_random/virtio-rng.ko.xz')).toBe('virtio_rng');
});

test('modprobe is told what a module needs, nearest first, and what it is asked for by', () => {
  expect(modulesDep(modules)).toContain(
    'nft_compat.ko: x_tables.ko nf_tables.ko libcrc32c.ko nfnetlink.ko\n',
  );
  expect(modulesDep(modules)).toContain('nfnetlink.ko:\n');
  expect(modulesAlias(modules)).toBe('alias nft-expr-match nft_compat\n');
});
