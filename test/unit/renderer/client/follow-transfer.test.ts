// A transfer's progress, as the task card is told of it.

import { expect, it } from 'vitest';
import { transferReport } from '../../../../renderer/client/follow-transfer.ts';

it('shows a share only where the whole is known', () => {
  expect(transferReport({ doneBytes: 50, totalBytes: 100 })).toEqual({
    progress: 0.5,
    detail: '50 B / 100 B',
  });
  expect(transferReport({ doneBytes: 50 })).toEqual({ detail: '50 B' });
});
