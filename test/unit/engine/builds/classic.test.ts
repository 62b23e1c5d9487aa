// The classic builder: the context it is sent as a tar, and the steps in what it prints.

import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { collectClassicSteps } from '../../../../main/engine/builds/classic-steps.ts';
import { packContext } from '../../../../main/engine/builds/context-tar.ts';
import { parseDockerfile } from '../../../../main/engine/builds/dockerfile.ts';
import type { FileTree } from '../../../../main/engine/builds/file-tree.ts';
import { treeOf } from './trees.ts';

const never = new AbortController().signal;

async function unpack(bytes: Readable): Promise<Map<string, { text: string; linkname?: string }>> {
  const found = new Map<string, { text: string; linkname?: string }>();
  for await (const entry of bytes.pipe(extract())) {
    const { name, linkname } = entry.header;
    found.set(name, { text: (await buffer(entry)).toString(), ...(linkname ? { linkname } : {}) });
  }
  return found;
}

describe('the context', () => {
  test('is sent without what is ignored, and with a Dockerfile that COPY does not find', async () => {
    const tree = treeOf(
      ['a', 'b.log', 'deep/c'],
      [{ path: 'l', kind: 'link', mode: 0o777, sizeBytes: 0, mtimeMs: 0, target: '../x' }],
    );
    const { bytes, dockerfile } = packContext(tree, Buffer.from('FROM x'), '*.log\n', {}, never);
    const sent = await unpack(bytes);
    expect(Object.fromEntries(sent)).toEqual({
      a: { text: 'a' },
      deep: { text: '' },
      'deep/c': { text: 'deep/c' },
      l: { text: '', linkname: '../x' },
      '.dockerignore': { text: `*.log\n\n.dockerignore\n${dockerfile}\n` },
      [dockerfile]: { text: 'FROM x' },
    });
    expect(dockerfile).toMatch(/^\.slipway\.[0-9a-f]{12}\.Dockerfile$/);
  });

  test('is the same tar every time, so that nothing is built anew without a reason', async () => {
    const packed = () =>
      buffer(packContext(treeOf(['a', 'd/b']), Buffer.from('FROM x'), '', {}, never).bytes);
    expect(await packed()).toEqual(await packed());
  });

  test.each([
    ['grew', 'longer than told', 'longe'],
    ['shrank', 'ab', 'ab\0\0\0'],
  ])('holds as much of a file that %s as was told of it', async (_, now, expected) => {
    const tree: FileTree = {
      ...treeOf(['12345']),
      read: async function* () {
        yield Buffer.from(now);
      },
    };
    const sent = await unpack(packContext(tree, Buffer.from('FROM x'), '', {}, never).bytes);
    expect(sent.get('12345')?.text).toBe(expected);
  });

  test('fails as its files do', async () => {
    const tree: FileTree = {
      ...treeOf(['a']),
      // oxlint-disable-next-line require-yield -- it fails first
      read: async function* () {
        throw new Error('cannot be read');
      },
    };
    await expect(buffer(packContext(tree, Buffer.from('x'), '', {}, never).bytes)).rejects.toThrow(
      'cannot be read',
    );
  });
});

describe('what the builder prints', () => {
  const parsed = parseDockerfile('ARG V\nFROM x\nRUN a \\\n b\nCOPY c d\n');
  const take = (...texts: string[]) => {
    const steps = collectClassicSteps(parsed, () => 7);
    const news = texts.map((text) => steps.take({ kind: 'text', text }));
    return {
      steps: news.flatMap((one) => one.steps.map(({ id, state, lines }) => [id, state, lines?.from])),
      log: news.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join(''),
      warnings: news.flatMap(({ warnings }) => warnings.map(({ text }) => text)),
      settle: steps.settle,
    };
  };

  test('is steps with their lines, cached or not, and the log of each', () => {
    const { steps, log, warnings, settle } = take(
      'Step 1/4 : ARG V',
      '\n',
      'Step 2/4 : FROM x',
      '\n',
      ' ---> 0123\n',
      'Step 3/4 : RUN a b',
      '\n',
      ' ---> Running in 0123\n',
      'said\n',
      '\n',
      '[Warning] old\n',
      'Removing intermediate container 0123\n',
      ' ---> 4567\n',
      'Step 4/4 : COPY c d',
      '\n',
      ' ---> Using cache\n',
      ' ---> 89ab\n',
      'Successfully built 89ab\n',
    );
    expect(steps).toEqual([
      ['step-1', 'running', 1],
      ['step-1', 'done', 1],
      ['step-2', 'running', 2],
      ['step-2', 'done', 2],
      ['step-3', 'running', 3],
      ['step-3', 'done', 3],
      ['step-4', 'running', 5],
      ['step-4', 'cached', 5],
    ]);
    expect(log).toBe('said\n\n');
    expect(warnings).toEqual(['old']);
    expect(settle(undefined)).toEqual([]);
  });

  test('ends with the step that failed', () => {
    const { settle } = take('Step 3/4 : RUN a b');
    expect(settle('returned a non-zero code: 3')).toMatchObject([
      { id: 'step-3', state: 'failed', error: 'returned a non-zero code: 3', lines: { from: 3, to: 4 } },
    ]);
  });

  test('shows how a base comes, layer by layer', () => {
    const steps = collectClassicSteps(parsed, () => 7);
    steps.take({ kind: 'text', text: 'Step 2/4 : FROM x' });
    const { steps: news } = steps.take({
      kind: 'layer',
      id: 'abc',
      text: 'Downloading',
      doneBytes: 1,
      totalBytes: 9,
    });
    expect(news[0]?.parts).toEqual([{ id: 'abc', doneBytes: 1, totalBytes: 9, ended: false }]);
  });
});
