// The tree of what the engine says of a thing.

import { describe, expect, it } from 'vitest';
import { findInTree, treeLines } from '../../../../renderer/ui/inspect-tree.ts';

const value = { Id: 'abc', State: { Running: true, Pid: 7 }, Args: ['a', 'b'], Empty: {}, Nothing: null };

describe('the lines in sight', () => {
  it('are the members of what is open', () => {
    const lines = treeLines(value, (path) => path === '/State');
    expect(lines.map(({ path, depth, text }) => [path, depth, text])).toEqual([
      ['/Id', 0, 'abc'],
      ['/State', 0, undefined],
      ['/State/Running', 1, 'true'],
      ['/State/Pid', 1, '7'],
      ['/Args', 0, undefined],
      ['/Empty', 0, undefined],
      ['/Nothing', 0, 'null'],
    ]);
    expect(lines.find(({ key }) => key === 'Args')).toMatchObject({ kind: 'array', size: 2, isOpen: false });
    expect(lines.find(({ key }) => key === 'Empty')).toMatchObject({ size: 0, isOpen: false });
  });

  it('keep keys with slashes apart from deeper members', () => {
    const paths = treeLines({ 'a/b': 1, a: { b: 2 } }, () => true).map(({ path }) => path);
    expect(new Set(paths).size).toBe(3);
  });

  it('end somewhere, however deep the value is', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 5_000; level += 1) deep = { in: deep };
    expect(treeLines(deep, () => true).length).toBeLessThan(100);
  });
});

describe('a search', () => {
  it('finds keys and values alike and opens the way to them', () => {
    const { hits, open } = findInTree({ Config: { Env: ['PATH=/bin'], Image: 'x' }, Path: '/sh' }, 'path');
    expect([...hits]).toEqual(['/Config/Env/0', '/Path']);
    expect([...open]).toEqual(['/Config/Env', '/Config']);
  });
});
