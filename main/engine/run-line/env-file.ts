// Files of variables as `--env-file` reads them (docker/cli, pkg/kvfile). Pure: the text is read elsewhere.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { RunSpec } from '../../../preload/contract/run-spec.ts';

/**
 * NAME=VALUE a line; values are taken as they stand, quotes and blanks too. Blank lines and those that begin with # are
 * passed over. A NAME alone would take a shell's value: those are given back without one.
 * @param path named in errors, with the line
 * @throws E_USAGE
 */
export function parseEnvFile(path: string, text: string): RunSpec['env'] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const said = line.trimStart();
    if (said === '' || said.startsWith('#')) return [];
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(said) ?? [];
    const where = `${path}, line ${index + 1}`;
    if (name === '') throw new SlipwayError('E_USAGE', `${where}: there is no name before the =`);
    if (/\s/.test(name)) throw new SlipwayError('E_USAGE', `${where}: the name ${name} has a blank in it`);
    if (said.includes('\0')) throw new SlipwayError('E_USAGE', `${where}: a NUL character`);
    return [value === undefined ? { name } : { name, value }];
  });
}
