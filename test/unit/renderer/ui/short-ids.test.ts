// Long ids in what the engine says, shortened for people.

import { expect, it } from 'vitest';
import { shortenIds } from '../../../../renderer/ui/format.ts';

it('shows the names of containers in place of their ids, as far as they are known', () => {
  const [known, gone] = ['a'.repeat(64), 'b'.repeat(64)];
  const names = new Map([[known, 'web']]);
  expect(shortenIds(`${known}, ${gone}`, (id) => names.get(id))).toBe('web, bbbbbbbbbbbb');
});
