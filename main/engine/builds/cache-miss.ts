// Why the cache missed: the first step that ran again, and what of its making changed since the build before.
// Source: moby/buildkit, docs/dockerfile: cache invalidation; solver's cache keys of exec and file operations.

import type { BuildStep, CacheMiss, MissReason } from '../../../preload/contract/builds.ts';
import {
  parseDockerfile,
  placeOfStep,
  type Dockerfile,
  type Instruction,
  type StepPlace,
} from './dockerfile.ts';
import { differs, type BuildInputs, type FileStamp } from './inputs.ts';
import { compilePatterns, matchesPath } from './patterns.ts';

/** So many files of each kind are named. */
const MOST_NAMED = 20;

export interface BuildToExplain {
  inputs: BuildInputs;
  steps: readonly BuildStep[];
  noCache: boolean;
}

/** @returns undefined where every step came from the cache */
export function explainMiss(
  { inputs, steps, noCache }: BuildToExplain,
  before: BuildInputs | undefined,
): CacheMiss | undefined {
  const dockerfile = parseDockerfile(inputs.dockerfile);
  const first = firstExecuted(steps, dockerfile);
  if (first === undefined) return undefined;
  const { step, place } = first;
  const reason: MissReason = noCache
    ? { kind: 'no-cache' }
    : before === undefined
      ? { kind: 'first' }
      : reasonOf(step, place, dockerfile, inputs, before);
  return { step: step.id, name: step.name, line: place.instruction.from, reason };
}

interface Executed {
  step: BuildStep;
  place: StepPlace;
}

/** Of those that ran the topmost one for which everything it builds on came from the cache. */
function firstExecuted(steps: readonly BuildStep[], dockerfile: Dockerfile): Executed | undefined {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const executed = new Map<string, Executed>();
  for (const step of steps) {
    const place = placeIn(dockerfile, step);
    const ran = step.state !== 'cached' && step.startedMs !== undefined;
    if (place !== undefined && ran && place.instruction.keyword !== 'FROM') {
      executed.set(step.id, { step, place });
    }
  }
  const buildsOnExecuted = (step: BuildStep, seen = new Set<string>()): boolean =>
    step.inputs.some((id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      const input = byId.get(id);
      return executed.has(id) || (input !== undefined && buildsOnExecuted(input, seen));
    });
  const roots = [...executed.values()].filter(({ step }) => !buildsOnExecuted(step));
  return roots.sort((one, other) => one.place.instruction.from - other.place.instruction.from)[0];
}

/** By BuildKit's name, or by the lines, which are all that the classic builder has. */
function placeIn(dockerfile: Dockerfile, step: BuildStep): StepPlace | undefined {
  const place = placeOfStep(dockerfile, step.name);
  if (place !== undefined || step.lines === undefined) return place;
  const { from } = step.lines;
  for (const stage of dockerfile.stages) {
    const instruction = stage.instructions.find((one) => one.from === from);
    if (instruction !== undefined) return { stage, instruction };
  }
  return undefined;
}

function reasonOf(
  step: BuildStep,
  place: StepPlace,
  dockerfile: Dockerfile,
  now: BuildInputs,
  before: BuildInputs,
): MissReason {
  return (
    otherOption(now, before) ??
    otherInstruction(place, dockerfile, now, parseDockerfile(before.dockerfile)) ??
    otherBase(place, dockerfile, now, before) ??
    otherArgument(place, step, now, before) ??
    otherFiles(step, now, before) ??
    remote(step) ??
    (before.settled.includes(step.name) ? { kind: 'gone' } : { kind: 'unfinished' })
  );
}

function otherOption(now: BuildInputs, before: BuildInputs): MissReason | undefined {
  if (now.platform !== before.platform) {
    return { kind: 'option', option: 'platform', before: before.platform, after: now.platform };
  }
  if (now.builder === before.builder) return undefined;
  return { kind: 'option', option: 'builder', before: before.builder, after: now.builder };
}

const MAKES_FILES = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'WORKDIR']);
const MAKES_SURROUNDINGS = new Set(['ENV', 'ARG', 'USER', 'SHELL']);

/** What BuildKit's key of a step is made of; to the classic builder every instruction counts. */
function counts({ keyword }: Instruction, forRun: boolean, now: BuildInputs): boolean {
  if (now.builder === 'classic' || MAKES_FILES.has(keyword)) return true;
  return forRun && MAKES_SURROUNDINGS.has(keyword);
}

/** The first instruction above, or the step's own, that is not what it was. */
function otherInstruction(
  { stage, instruction }: StepPlace,
  dockerfile: Dockerfile,
  now: BuildInputs,
  then: Dockerfile,
): MissReason | undefined {
  const index = dockerfile.stages.indexOf(stage);
  const earlier = then.stages.find(({ name }) => name === stage.name) ?? then.stages[index];
  if (earlier === undefined)
    return { kind: 'instruction', after: textOf(instruction), line: instruction.from };
  const forRun = instruction.keyword === 'RUN';
  const above = stage.instructions.slice(0, stage.instructions.indexOf(instruction) + 1);
  const mine = above.filter((one) => counts(one, forRun, now));
  const theirs = earlier.instructions.filter((one) => counts(one, forRun, now));
  for (const [at, one] of mine.entries()) {
    const other = theirs[at];
    if (other !== undefined && textOf(other) === textOf(one)) continue;
    return {
      kind: 'instruction',
      after: textOf(one),
      ...(other === undefined ? {} : { before: textOf(other) }),
      line: one.from,
    };
  }
  // What the stage builds on is another stage: a change there would have made its steps run.
  return undefined;
}

function textOf({ keyword, rest, heredoc }: Instruction): string {
  const text = `${keyword} ${rest.replaceAll(/\s+/g, ' ')}`;
  return heredoc === '' ? text : `${text}\n${heredoc}`;
}

/** Of the stage, or of the one it begins with. */
function otherBase(
  { stage }: StepPlace,
  dockerfile: Dockerfile,
  now: BuildInputs,
  before: BuildInputs,
): MissReason | undefined {
  const parent = dockerfile.stages.find(({ name }) => name === stage.base.toLowerCase());
  if (parent !== undefined && parent !== stage) {
    return otherBase(
      { stage: parent, instruction: parent.instructions[0] ?? NOTHING },
      dockerfile,
      now,
      before,
    );
  }
  // By its place: a name that holds an argument is another one when the argument is.
  const key = stage.name;
  const [mine, theirs] = [now.bases[key], before.bases[key]];
  if (mine === undefined || theirs === undefined || mine === theirs) return undefined;
  const [image = stage.base] = mine.split(' ');
  return { kind: 'base', image, before: theirs.split(' ')[1] ?? theirs, after: mine.split(' ')[1] ?? mine };
}

const NOTHING: Instruction = { keyword: '', rest: '', heredoc: '', from: 0, to: 0 };

/** Arguments that are declared above are part of what a RUN sees; of the others only those they name. */
function otherArgument(
  { stage, instruction }: StepPlace,
  step: BuildStep,
  now: BuildInputs,
  before: BuildInputs,
): MissReason | undefined {
  const above = stage.instructions.slice(0, stage.instructions.indexOf(instruction));
  const declared = above.flatMap(({ keyword, rest }) =>
    keyword === 'ARG' ? rest.split(/\s+/).map((word) => word.split('=')[0] ?? '') : [],
  );
  const isNamed = (name: string) => new RegExp(String.raw`\$\{?${name}\b`).test(instruction.rest);
  const matters = instruction.keyword === 'RUN' ? () => true : isNamed;
  const name = declared.find(
    (one) => now.args[one] !== before.args[one] && /^\w+$/.test(one) && matters(one),
  );
  if (name === undefined || step.name === '') return undefined;
  const [was, is] = [before.args[name], now.args[name]];
  return {
    kind: 'argument',
    name,
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  };
}

function otherFiles(step: BuildStep, now: BuildInputs, before: BuildInputs): MissReason | undefined {
  const isSource = sourcesOf(step.name);
  if (isSource === undefined) return undefined;
  const pick = (files: Readonly<Record<string, FileStamp>>) =>
    new Map(Object.entries(files).filter(([path]) => isSource(path)));
  const [mine, theirs] = [pick(now.files), pick(before.files)];
  const changed = [...mine].flatMap(([path, stamp]) => {
    const known = theirs.get(path);
    return known !== undefined && differs(stamp, known) ? [path] : [];
  });
  const added = [...mine.keys()].filter((path) => !theirs.has(path));
  const removed = [...theirs.keys()].filter((path) => !mine.has(path));
  const all = [changed, added, removed];
  if (all.every((paths) => paths.length === 0)) return undefined;
  const more = all.reduce((sum, paths) => sum + Math.max(0, paths.length - MOST_NAMED), 0);
  const [c = [], a = [], r = []] = all.map((paths) => paths.slice(0, MOST_NAMED));
  return { kind: 'files', changed: c, added: a, removed: r, more };
}

/**
 * Which files of the context a step takes: the words of COPY and ADD, and what RUN binds; its name has them with all
 * variables filled in.
 * @returns undefined for a step that takes none
 */
export function sourcesOf(name: string): ((path: string) => boolean) | undefined {
  const [, keyword, rest = ''] = /^\[[^\]]*\] (COPY|ADD|RUN) ([^]*)$/.exec(name) ?? [];
  if (keyword === undefined) return undefined;
  const words = wordsOf(rest);
  if (keyword === 'RUN') return boundBy(words);
  if (words.flags.some((flag) => flag.startsWith('--from='))) return undefined;
  return anyOf(words.rest.slice(0, -1).filter((word) => !word.startsWith('<<')));
}

function boundBy({ flags }: { flags: string[] }): ((path: string) => boolean) | undefined {
  const mounts = flags.flatMap((flag) =>
    flag.startsWith('--mount=') ? [flag.slice('--mount='.length)] : [],
  );
  const bound = mounts.flatMap((mount) => {
    const parts = new Map(mount.split(',').map((part) => [part.split('=')[0], part.split('=')[1] ?? '']));
    const isOfContext = (parts.get('type') ?? 'bind') === 'bind' && !parts.has('from');
    return isOfContext ? [parts.get('source') ?? parts.get('src') ?? '.'] : [];
  });
  return bound.length === 0 ? undefined : anyOf(bound);
}

function anyOf(sources: readonly string[]): (path: string) => boolean {
  const relative = sources.map((source) => source.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''));
  if (relative.some((source) => source === '' || source === '.')) return () => true;
  try {
    const patterns = compilePatterns(relative.map((source) => source.replace(/^!/, '\\!')));
    return (path) => matchesPath(patterns, path);
  } catch {
    return (path) => relative.includes(path);
  }
}

/** `--flag=x a "b c" /to` and `["a", "b c", "/to"]`. */
function wordsOf(text: string): { flags: string[]; rest: string[] } {
  const flags = /^(?:--\S+\s+)*/.exec(text)?.[0] ?? '';
  const body = text.slice(flags.length);
  const rest = body.startsWith('[') ? listOf(body) : undefined;
  return {
    flags: flags.split(/\s+/).filter((flag) => flag !== ''),
    rest: rest ?? [...body.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? ''),
  };
}

function listOf(text: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function remote(step: BuildStep): MissReason | undefined {
  const url = /^\[[^\]]*\] ADD (?:--\S+\s+)*((?:https?:\/\/|git@)\S+)/.exec(step.name)?.[1];
  return url === undefined ? undefined : { kind: 'remote', url };
}
