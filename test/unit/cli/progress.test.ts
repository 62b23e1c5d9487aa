// Pulls and transfers before a person's eyes: lines that move on a terminal, lines that stay in a pipe.

import { describe, expect, test } from 'vitest';
import { layerLine, showLayers } from '../../../main/cli/layers.ts';
import { showTransfer, transferLine } from '../../../main/cli/transfer.ts';
import type { PullEvent } from '../../../preload/contract/images.ts';
import { fakeTerminal } from '../../fakes/terminal.ts';

const LAYER = '0123456789ab';

async function* events(): AsyncGenerator<PullEvent> {
  yield { kind: 'status', text: 'latest: Pulling from app\u001b[2J' };
  yield {
    kind: 'layers',
    layers: [{ layer: LAYER, status: 'Downloading', doneBytes: 500, totalBytes: 1000 }],
  };
  yield { kind: 'layers', layers: [{ layer: LAYER, status: 'Pull complete' }] };
  yield { kind: 'layers', layers: [{ layer: LAYER, status: 'Pull complete' }] };
}

describe('layers', () => {
  test('in a pipe are told of once, when they are settled', async () => {
    const terminal = fakeTerminal();
    await showLayers(terminal, events());
    expect(terminal.said).toEqual({
      out: '',
      err: `latest: Pulling from app\\x1b[2J\n${LAYER}  Pull complete\n`,
    });
  });

  test('on a terminal move, and what is settled stays above them', async () => {
    const terminal = fakeTerminal({ columns: 80 });
    await showLayers(terminal, events());
    expect(terminal.said.err).toContain(`\u001b[J${LAYER}  Pull complete\n`);
    expect(terminal.said.err.endsWith('\r\u001b[J')).toBe(true);
  });

  test('show how far they are, where that is known', () => {
    const layer = { layer: LAYER, status: 'Downloading' };
    expect(layerLine({ ...layer, doneBytes: 500, totalBytes: 1000 })).toBe(
      `${LAYER}  Downloading  [${'='.repeat(12)}${' '.repeat(12)}]  500 B of 1.00 kB`,
    );
    expect(layerLine({ ...layer, doneBytes: 500 })).toBe(`${LAYER}  Downloading  500 B`);
    expect(layerLine(layer)).toBe(`${LAYER}  Downloading`);
  });
});

test('a transfer ends with a line of all its bytes and gives its last word', async () => {
  const terminal = fakeTerminal();
  async function* transfer() {
    yield { doneBytes: 0, totalBytes: 2000 };
    yield { doneBytes: 2000, totalBytes: 2000, loaded: ['app:1'] };
  }
  expect(await showTransfer(terminal, 'app.tar', transfer())).toMatchObject({ loaded: ['app:1'] });
  expect(terminal.said.err).toBe('app.tar: 2.00 kB\n');
  expect(transferLine('app.tar', { doneBytes: 10, totalBytes: 2000 })).toBe('app.tar: 10 B of 2.00 kB');
});
