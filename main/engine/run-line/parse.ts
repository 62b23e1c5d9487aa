// A `docker run` line, read into a RunSpec. Nothing that is said in it is left out: what is not understood is refused.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import { plainRun, RunSpec } from '../../../preload/contract/run-spec.ts';
import { checkHealth } from './health-options.ts';
import { RUN_OPTIONS } from './options.ts';
import type { RunOption } from './run-option.ts';
import { splitWords } from './words.ts';

/** @throws E_USAGE naming the word that is not understood */
export function parseRunLine(line: string): RunSpec {
  const words = splitWords(line.replace(/^\s*\$ /, ''));
  const rest = withoutCommand(words);
  const spec: RunSpec = { ...plainRun(''), detach: false };
  const seen = new Set<string>();
  const place = readOptions(rest, spec, seen);
  checkHealth(spec, seen.has('no-healthcheck') && spec.health !== undefined);
  const [image, ...command] = rest.slice(place);
  if (image === undefined) throw new SlipwayError('E_USAGE', 'the line names no image to run');
  const parsed = RunSpec.safeParse({ ...spec, image, command });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? 'the line';
  const what = where === 'image' ? `${image} is not the name of an image` : `${where}: ${issue?.message}`;
  throw new SlipwayError('E_USAGE', what);
}

/** What follows `docker run`. */
function withoutCommand(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'sudo' ? words.slice(1) : words;
  for (const command of [
    ['docker', 'run'],
    ['docker', 'container', 'run'],
  ])
    if (command.every((word, index) => rest[index] === word)) return rest.slice(command.length);
  const said = rest.slice(0, 2).join(' ');
  throw new SlipwayError('E_USAGE', said === '' ? 'there is no line' : `${said}: not a docker run`, {
    hint: 'The line begins with docker run.',
  });
}

/** Reads options up to the first word that is none. @returns where that is */
function readOptions(words: readonly string[], spec: RunSpec, seen: Set<string>): number {
  let at = 0;
  for (;;) {
    const word = words[at];
    if (word === undefined || word === '-' || !word.startsWith('-')) return at;
    at += 1;
    if (word === '--') return at;
    const next = () => {
      const value = words[at];
      at += 1;
      return value;
    };
    if (word.startsWith('--')) readLong(word, spec, seen, next);
    else readShort(word, spec, next);
  }
}

type Next = () => string | undefined;

/** `--name VALUE`, `--name=VALUE`, `--rm`, `--rm=false`. */
function readLong(word: string, spec: RunSpec, seen: Set<string>, next: Next): void {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const option = RUN_OPTIONS.find(({ long, aliases = [] }) => long === name || aliases.includes(name));
  if (option === undefined) throw unknown(`--${name}`);
  apply(option, `--${name}`, spec, value, next);
  if (value === undefined || isTrue(value)) seen.add(option.long);
}

/** `-it`, `-p 80:80`, `-p80:80`, `-e=A=B`: letters that take nothing, then perhaps one that takes the rest (pflag). */
function readShort(word: string, spec: RunSpec, next: Next): void {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const option = RUN_OPTIONS.find(({ short }) => short === letter);
    if (option === undefined) throw unknown(`-${letter}`);
    const rest = word.slice(at + 1);
    if (rest.startsWith('=')) return apply(option, `-${letter}`, spec, rest.slice(1), next);
    if (option.takes === 'value')
      return apply(option, `-${letter}`, spec, rest === '' ? undefined : rest, next);
    apply(option, `-${letter}`, spec, undefined, next);
  }
}

function apply(option: RunOption, said: string, spec: RunSpec, value: string | undefined, next: Next): void {
  if (option.takes === 'nothing') {
    if (value !== undefined && !isTrue(value) && !isFalse(value))
      throw new SlipwayError('E_USAGE', `${said}=${value}: it is on or off: true or false`);
    option.set(spec, value === undefined || isTrue(value));
    return;
  }
  const given = value ?? next();
  if (given === undefined) throw new SlipwayError('E_USAGE', `${said} needs a value`);
  option.set(spec, given);
}

/** Go, strconv.ParseBool. */
function isTrue(text: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text);
}

function isFalse(text: string): boolean {
  return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text);
}

function unknown(option: string): SlipwayError {
  return new SlipwayError('E_USAGE', `${option} is not understood here`, {
    hint: 'Leave it out, or run the line in a terminal: slipway env connects the docker client.',
  });
}
