// The page knows its colours before its first style and script.

import { expect, test } from 'vitest';
import { fillIn } from '../../../main/lib/page-files.ts';

const PAGE =
  '<meta name="color-scheme" content="__SCHEMES__" /><meta name="style-nonce" content="__NONCE__" />';

test.each([
  ['auto', 'light dark'],
  ['light', 'light'],
  ['dark', 'dark'],
] as const)('%s is painted as %s from the first moment', (scheme, schemes) => {
  expect(Buffer.from(fillIn(PAGE, 'abc', scheme)).toString()).toBe(
    `<meta name="color-scheme" content="${schemes}" /><meta name="style-nonce" content="abc" />`,
  );
});
