// What became of many things acted on at once, in one sentence.

import { expect, it } from 'vitest';
import { requireAll } from '../../../../renderer/client/outcomes.ts';

const refused = { code: 'E_CONFLICT', message: 'it is in use' };

it('says how many went well', () => {
  expect(requireAll([{ id: 'a' }, { id: 'b' }])).toBe(2);
});

it('names each that did not go well, and why', () => {
  expect(() => requireAll([{ id: 'a' }, { id: 'b', error: refused }])).toThrow(
    expect.objectContaining({ code: 'E_CONFLICT', message: '1 of 2 failed\nb: it is in use' }),
  );
});

it('does not fill the window with a thousand reasons', () => {
  const outcomes = Array.from({ length: 1000 }, (_, index) => ({ id: `v${index}`, error: refused }));
  expect(() => requireAll(outcomes)).toThrow(/and 995 more$/);
});
