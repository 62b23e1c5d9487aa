// What one side makes waits for the other, in order, and how it ended comes last.

import { expect, test } from 'vitest';
import { createInbox } from '../../../preload/rpc/inbox.ts';

test('items come one by one, then the failure, then nothing else', async () => {
  const inbox = createInbox<number>();
  inbox.item(1);
  inbox.item(2);
  inbox.fail(new Error('broken'));
  inbox.end();
  expect(await inbox.next()).toEqual({ done: false, value: 1 });
  expect(await inbox.next()).toEqual({ done: false, value: 2 });
  await expect(inbox.next()).rejects.toThrow('broken');
});

test('a bunch is everything there is, and empty at the end', async () => {
  const inbox = createInbox<number>();
  const waiting = inbox.bunch();
  inbox.item(1);
  inbox.item(2);
  expect(await waiting).toEqual([1, 2]);
  inbox.end();
  inbox.fail(new Error('too late'));
  expect(await inbox.bunch()).toEqual([]);
  expect(inbox.ended()).toBe(true);
});

test('a maker can wait until it is emptied', async () => {
  const inbox = createInbox<number>();
  inbox.item(1);
  const taken = inbox.taken();
  expect(inbox.size()).toBe(1);
  await inbox.bunch();
  await taken;
  expect(inbox.size()).toBe(0);
});
