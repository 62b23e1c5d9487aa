// An image's steps as the layers page tells them.

import { expect, it } from 'vitest';
import { layerLines, splitInstruction } from '../../../../renderer/features/images/layers.ts';

it('shows what a classic builder kept as the Dockerfile had it', () => {
  expect(splitInstruction('/bin/sh -c #(nop)  CMD ["sh"]')).toEqual({ instruction: 'CMD', text: '["sh"]' });
  expect(splitInstruction('/bin/sh -c apk add curl')).toEqual({ instruction: 'RUN', text: 'apk add curl' });
});

it('shows what BuildKit kept without its marks', () => {
  expect(splitInstruction('RUN /bin/sh -c apk add curl # buildkit')).toEqual({
    instruction: 'RUN',
    text: 'apk add curl',
  });
  expect(splitInstruction('COPY . /app # buildkit')).toEqual({ instruction: 'COPY', text: '. /app' });
});

it('shows a remark of an import as it is', () => {
  expect(splitInstruction('Imported from -')).toEqual({ instruction: '', text: 'Imported from -' });
});

it('puts the layers in the order they were built, each with its share of the whole', () => {
  const step = { createdMs: 0, tags: [] };
  const lines = layerLines([
    { ...step, createdBy: 'CMD ["sh"]', sizeBytes: 0 },
    { ...step, createdBy: 'COPY . /app', sizeBytes: 25 },
    { ...step, createdBy: 'ADD rootfs.tar /', sizeBytes: 75 },
  ]);
  expect(lines.map(({ instruction, share }) => [instruction, share])).toEqual([
    ['ADD', 0.75],
    ['COPY', 0.25],
    ['CMD', 0],
  ]);
});

it('does not divide by the size of an image that has none', () => {
  expect(layerLines([{ createdMs: 0, tags: [], createdBy: 'CMD x', sizeBytes: 0 }])[0]?.share).toBe(0);
});
