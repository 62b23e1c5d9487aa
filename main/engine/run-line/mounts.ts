// Mounts as `-v`, `--tmpfs` and `--mount` write them.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MountSpec } from '../../../preload/contract/run-spec.ts';

/** `-v [SOURCE:]TARGET[:ro]`. @throws E_USAGE */
export function parseVolume(text: string): MountSpec {
  const parts = text.split(':');
  const [first = '', target, options] = parts;
  if (parts.length > 3 || parts.includes('')) throw notMount(`--volume ${text}`);
  if (target === undefined) return { kind: 'volume', target: first, readOnly: false };
  if (/^[.~]/.test(first)) throw relativeSource(`--volume ${text}`);
  const readOnly = isReadOnly(options?.split(',') ?? [], `--volume ${text}`);
  return { kind: first.startsWith('/') ? 'bind' : 'volume', source: first, target, readOnly };
}

/** `--tmpfs TARGET[:ro]`. @throws E_USAGE */
export function parseTmpfs(text: string): MountSpec {
  const [target = '', options, ...more] = text.split(':');
  if (target === '' || more.length > 0) throw notMount(`--tmpfs ${text}`);
  return { kind: 'tmpfs', target, readOnly: isReadOnly(options?.split(',') ?? [], `--tmpfs ${text}`) };
}

/** `--mount type=…,source=…,target=…,readonly`; its fields are those of a CSV record. @throws E_USAGE */
export function parseMount(text: string): MountSpec {
  const option = `--mount ${text}`;
  let [kind, source, target, readOnly]: [string, string, string, boolean] = ['volume', '', '', false];
  for (const field of csvFields(text, option)) {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? [];
    const key = name.toLowerCase();
    if (key === 'readonly' || key === 'ro') readOnly = value === undefined || /^(1|true)$/i.test(value);
    else if (key === 'type') kind = (value ?? '').toLowerCase();
    else if (key === 'source' || key === 'src') source = value ?? '';
    else if (key === 'target' || key === 'dst' || key === 'destination') target = value ?? '';
    else throw unknownPart(option, field);
  }
  if (kind !== 'bind' && kind !== 'volume' && kind !== 'tmpfs') throw unknownPart(option, `type=${kind}`);
  if (target === '' || (kind === 'bind' && source === '')) throw notMount(option);
  if (kind === 'tmpfs' && source !== '') throw unknownPart(option, `source=${source}`);
  if (kind === 'bind' && !source.startsWith('/')) throw relativeSource(option);
  return { kind, target, readOnly, ...(source === '' ? {} : { source }) };
}

/** The option and its value that make this mount: the short forms where they can say it. */
export function formatMount(mount: MountSpec): { option: 'volume' | 'tmpfs' | 'mount'; value: string } {
  const { kind, target, readOnly } = mount;
  const mode = readOnly ? ':ro' : '';
  if (kind === 'tmpfs' && !target.includes(':')) return { option: 'tmpfs', value: `${target}${mode}` };
  const bind = bindOf(mount);
  if (bind !== undefined) return { option: 'volume', value: bind };
  if (kind === 'volume' && (mount.source ?? '') === '' && !readOnly && !target.includes(':'))
    return { option: 'volume', value: target };
  const source = kind === 'tmpfs' || (mount.source ?? '') === '' ? [] : [`source=${mount.source}`];
  const fields = [`type=${kind}`, ...source, `target=${target}`, ...(readOnly ? ['readonly'] : [])];
  return { option: 'mount', value: fields.map(csvField).join(',') };
}

/**
 * `SOURCE:TARGET[:ro]`, where that form can say it. Not the same as `--mount`: the engine makes a folder that is missing.
 */
export function bindOf({ kind, source = '', target, readOnly }: MountSpec): string | undefined {
  const plain = kind === 'bind' ? source.startsWith('/') : /^[a-zA-Z0-9][\w.-]*$/.test(source);
  if (kind === 'tmpfs' || !plain || source.includes(':') || target.includes(':')) return undefined;
  return `${source}:${target}${readOnly ? ':ro' : ''}`;
}

function isReadOnly(options: readonly string[], whole: string): boolean {
  const foreign = options.find((option) => option !== 'ro' && option !== 'rw');
  if (foreign !== undefined) throw unknownPart(whole, foreign);
  return options.includes('ro');
}

/** One CSV record (RFC 4180), as Go's encoding/csv reads it. */
function csvFields(text: string, option: string): string[] {
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    const [whole = '', quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(rest) ?? [
      undefined,
    ];
    if (whole === '') throw notMount(option);
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (whole.length === rest.length) return fields;
    rest = rest.slice(whole.length + 1);
  }
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function notMount(option: string): SlipwayError {
  return new SlipwayError('E_USAGE', `${option}: not a mount`, {
    hint: 'Write NAME:/path or /folder:/path, with :ro behind it for reading only.',
  });
}

function relativeSource(option: string): SlipwayError {
  return new SlipwayError('E_USAGE', `${option}: the folder’s path does not start at /`, {
    hint: 'Write the whole path of the folder; it is one of the machine’s.',
  });
}

function unknownPart(option: string, part: string): SlipwayError {
  return new SlipwayError('E_USAGE', `${option}: ${part} is not understood here`, {
    hint: 'Leave it out, or run the line in a terminal: slipway env connects the docker client.',
  });
}
