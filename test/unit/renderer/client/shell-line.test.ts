// Lines that are shown to be copied mean to a shell what was done in the window.

import { expect, it } from 'vitest';
import { shellLine } from '../../../../renderer/client/shell-line.ts';

it('quotes words that a shell would change', () => {
  expect(shellLine(['docker', 'run', '$HOME', "it's", '', 'a:1'])).toBe(
    `docker run '$HOME' 'it'\\''s' '' a:1`,
  );
});
