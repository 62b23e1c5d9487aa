// The words of `slipway build` as a request: those of `docker build`, as far as they mean the same here.

import { resolve } from 'node:path';
import type { z } from 'zod';
import type { BuildRequest, BuildSecret } from '../../preload/contract/builds.ts';
import type { CommandInput } from './command.ts';
import { usageError } from './usage.ts';

type Words = Pick<CommandInput, 'args' | 'flag' | 'denied' | 'value' | 'values'> & {
  terminal: Pick<CommandInput['terminal'], 'env'>;
};

/** @throws E_USAGE for what cannot be understood */
export function buildRequestOf(words: Words): z.input<typeof BuildRequest> {
  const { args, flag, denied, value, values } = words;
  if (args.length > 1) {
    throw usageError(`build one folder, not ${args.length}`, 'For example: slipway build -t app:1 .');
  }
  const path = resolve(args[0] ?? '.');
  const revision = value('commit');
  if (revision === undefined && flag('dirty')) {
    throw usageError(
      '--dirty belongs to --commit',
      'For example: slipway build --commit HEAD --dirty -t app .',
    );
  }
  const file = value('file');
  return {
    source:
      revision === undefined
        ? { kind: 'folder', path }
        : { kind: 'commit', path, revision, allowDirty: flag('dirty') },
    ...(file === undefined ? {} : { dockerfile: resolve(file) }),
    tags: [...values('tag')],
    ...optional('target', value('target')),
    ...optional('platform', value('platform')),
    args: values('buildArg').flatMap((text) => argOf(text, words.terminal.env)),
    labels: values('label').map(labelOf),
    noCache: denied('cache'),
    pull: flag('pull'),
    cacheFrom: [...values('cacheFrom')],
    // As docker has it since 24: `name=address` too.
    extraHosts: values('addHost').map((text) => text.replace('=', ':')),
    secrets: values('secret').map((text) => secretOf(text, words.terminal.env)),
    classic: flag('classic'),
  };
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key widens to string
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}

/** One without a value takes the shell's, and is left out where the shell has none. */
function argOf(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): { name: string; value: string }[] {
  const [name, given] = split(text);
  const value = given ?? env[name];
  return value === undefined ? [] : [{ name, value }];
}

function labelOf(text: string): { name: string; value: string } {
  const [name, value = ''] = split(text);
  return { name, value };
}

function split(text: string): [name: string, value: string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** `id=token,src=token.txt`, `id=token,env=TOKEN`; `id=TOKEN` alone is the variable of that name. */
function secretOf(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): z.input<typeof BuildSecret> {
  const parts = new Map(text.split(',').map((part) => split(part.trim())));
  const id = parts.get('id');
  if (id === undefined) {
    throw usageError(`--secret ${text}: which one is it?`, 'For example: --secret id=token,src=token.txt');
  }
  const file = parts.get('src') ?? parts.get('source');
  if (file !== undefined) return { id, from: { kind: 'file', path: resolve(file) } };
  const variable = parts.get('env') ?? id;
  const value = env[variable];
  if (value !== undefined) return { id, from: { kind: 'value', value } };
  throw usageError(`--secret ${text}: there is no variable ${variable}`, 'A file is given as src=FILE.');
}
