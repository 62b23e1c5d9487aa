// A build that several follow: each gets all of it, from its beginning, however late it comes and however slowly it takes.

import { describe, expect, test } from 'vitest';
import { BuildRun } from '../../../../main/app/builds/build-run.ts';
import type { BuildEvent, BuildStep } from '../../../../preload/contract/builds.ts';

const step = (id: string, state: BuildStep['state']): BuildStep => ({
  id,
  name: id,
  state,
  inputs: [],
  parts: [],
});
const piece = (text: string) => ({ step: 'a', stream: 'out', text, atMs: 1 }) as const;
const never = new AbortController().signal;

async function all(run: BuildRun): Promise<BuildEvent[]> {
  const events: BuildEvent[] = [];
  for await (const event of run.follow(never)) events.push(event);
  return events;
}

describe('a follower', () => {
  test('that comes late sees each step as it stands, the whole log, and the end', async () => {
    const run = new BuildRun();
    run.noteSteps([step('a', 'running')]);
    run.noteSteps([step('a', 'done')]);
    run.noteLog([piece('one')]);
    run.noteWarnings([{ text: 'w', detail: [] }]);
    run.noteContext({ sentBytes: 5, files: 1, complete: true });
    run.end({ kind: 'cancelled' });
    expect(await all(run)).toEqual([
      { kind: 'steps', steps: [step('a', 'done')] },
      { kind: 'context', progress: { sentBytes: 5, files: 1, complete: true } },
      { kind: 'log', pieces: [piece('one')], lostPieces: 0 },
      { kind: 'warnings', warnings: [{ text: 'w', detail: [] }] },
      { kind: 'ended', outcome: { kind: 'cancelled' } },
    ]);
  });

  test('sees what comes while it follows, and nothing twice', async () => {
    const run = new BuildRun();
    const following = all(run);
    run.noteSteps([step('a', 'running')]);
    await Promise.resolve();
    run.noteSteps([step('b', 'waiting')]);
    run.noteLog([piece('one')]);
    await Promise.resolve();
    run.noteLog([piece('two')]);
    run.end({ kind: 'cancelled' });
    const events = await following;
    expect(events.flatMap((event) => (event.kind === 'steps' ? event.steps : []))).toEqual([
      step('a', 'running'),
      step('b', 'waiting'),
    ]);
    expect(events.flatMap((event) => (event.kind === 'log' ? event.pieces : []))).toEqual([
      piece('one'),
      piece('two'),
    ]);
    expect(events.at(-1)?.kind).toBe('ended');
  });

  test('may leave; the build goes on', async () => {
    const run = new BuildRun();
    const leaving = new AbortController();
    const next = run.follow(leaving.signal).next();
    leaving.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(run.outcome).toBeUndefined();
  });
});

test('a log without an end loses its oldest pieces, counted', async () => {
  const run = new BuildRun();
  const long = piece('x'.repeat(6 * 1024 * 1024));
  for (let count = 0; count < 4; count += 1) run.noteLog([long]);
  run.end({ kind: 'cancelled' });
  const [log] = await all(run);
  expect(log).toMatchObject({ kind: 'log', lostPieces: 2, pieces: { length: 2 } });
});

test('only the first end counts', () => {
  const run = new BuildRun();
  run.end({ kind: 'cancelled' });
  run.end({ kind: 'built', image: 'x', tags: [] });
  expect(run.outcome).toEqual({ kind: 'cancelled' });
});
