// The layers of a pull as bars, and as one figure.

import { expect, it } from 'vitest';
import type { PullEvent } from '../../../../preload/contract/images.ts';
import {
  applyPull,
  emptyPull,
  pullOutcome,
  pullReport,
} from '../../../../renderer/features/images/pull-progress.ts';

function seen(...events: PullEvent[]) {
  return events.reduce(applyPull, emptyPull());
}

function layer(name: string, status: string, doneBytes?: number, totalBytes?: number): PullEvent {
  const bytes = {
    ...(doneBytes === undefined ? {} : { doneBytes }),
    ...(totalBytes === undefined ? {} : { totalBytes }),
  };
  return { kind: 'layers', layers: [{ layer: name, status, ...bytes }] };
}

it('shows a bar for each layer, in the order they were first spoken of', () => {
  const { parts } = pullReport(
    seen(
      layer('aaa', 'Pulling fs layer'),
      layer('bbb', 'Pulling fs layer'),
      layer('aaa', 'Downloading', 5, 10),
    ),
  );
  expect(parts?.map(({ name }) => name)).toEqual(['aaa', 'bbb']);
  expect(parts?.[0]?.state).toBe('Down. 5 B/10 B');
});

it('never lets a bar go back when a layer goes from loading to unpacking', () => {
  const stages = [
    layer('aaa', 'Downloading', 90, 100),
    layer('aaa', 'Verifying Checksum'),
    layer('aaa', 'Download complete'),
    layer('aaa', 'Extracting', 1, 100),
    layer('aaa', 'Pull complete'),
  ];
  const progress = stages.map((_, index) => pullReport(seen(...stages.slice(0, index + 1))).progress ?? 0);
  expect(progress).toEqual([...progress].sort((one, other) => one - other));
  expect(progress.at(-1)).toBe(1);
});

it('counts a large layer for more than a small one', () => {
  const report = pullReport(
    seen(layer('big', 'Downloading', 0, 900), layer('small', 'Pull complete', 100, 100)),
  );
  expect(report.progress).toBeCloseTo(0.1);
  expect(report.detail).toBe('1 of 2 layers');
});

it('counts a layer that the machine has already as whole', () => {
  expect(pullReport(seen(layer('aaa', 'Already exists'))).progress).toBe(1);
});

it('does not call a push whole before the registry has taken the layer', () => {
  expect(pullReport(seen(layer('aaa', 'Pushing', 10, 10))).progress).toBeLessThan(1);
  expect(pullReport(seen(layer('aaa', 'Pushed'))).progress).toBe(1);
});

it('says what it does while no layer is known yet', () => {
  expect(pullReport(emptyPull())).toEqual({ detail: 'Asking the registry' });
});

it('tells at the end what the engine said of the whole', () => {
  const view = seen({ kind: 'status', text: 'Status: Downloaded newer image for alpine:latest' });
  expect(pullOutcome(view)).toBe('Downloaded newer image for alpine:latest');
});
