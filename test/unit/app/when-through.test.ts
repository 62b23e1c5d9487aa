// What the engine tells of too early is looked at when it is through, however much it tells.

import { expect, test } from 'vitest';
import { whenThrough } from '../../../main/app/when-through.ts';

function someEngine() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const told: (readonly string[])[] = [];
  let heard: () => void = () => {};
  const note = whenThrough(
    (id) =>
      new Promise<void>((resolve, reject) => {
        asked.push(id);
        answers.push(id === 'gone' ? () => reject(new Error('no such container')) : resolve);
        heard();
      }),
    (ids) => {
      told.push(ids);
      heard();
    },
  );
  const answer = () => {
    const next = new Promise<void>((resolve) => {
      heard = resolve;
    });
    answers.shift()?.();
    return next;
  };
  return { note, answer, asked, told };
}

test('nothing is said before the engine is through', async () => {
  const { note, answer, told } = someEngine();
  note('web');
  expect(told).toEqual([]);
  await answer();
  expect(told).toEqual([['web']]);
});

test('what is told meanwhile is asked about again, once for all that was told', async () => {
  const { note, answer, asked, told } = someEngine();
  note('web');
  note('web');
  note('db');
  await answer();
  await answer();
  await answer();
  expect(asked).toEqual(['web', 'web', 'db']);
  expect(told).toEqual([['web'], ['web', 'db']]);
});

test('a container that is gone was gone through too', async () => {
  const { note, answer, told } = someEngine();
  note('gone');
  await answer();
  expect(told).toEqual([['gone']]);
});
