// A Dockerfile taken apart into stages and instructions, each with the lines it stands on.
// Source: moby/buildkit, frontend/dockerfile/parser and docs/reference.md.

export interface Instruction {
  /** In capitals: `RUN`. */
  keyword: string;
  /** What follows the keyword, lines joined and comments left out; heredocs are not part of it. */
  rest: string;
  /** What stands in its heredocs, joined. */
  heredoc: string;
  /** Lines, from 1, both included. */
  from: number;
  to: number;
}

export interface Stage {
  /** Of `FROM … AS name`, in small letters; else `stage-2`, as BuildKit calls the third. */
  name: string;
  /** What it begins with, as written: an image, another stage, `scratch`. */
  base: string;
  /** The first is its FROM. */
  instructions: Instruction[];
}

export interface Dockerfile {
  /** ARGs before the first FROM. */
  globals: Instruction[];
  stages: Stage[];
}

const BECOMES_STEP = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
const HAS_HEREDOC = new Set(['RUN', 'COPY', 'ADD']);

/** Never fails: what is no Dockerfile has no stages, and the engine says what is wrong with it. */
export function parseDockerfile(text: string): Dockerfile {
  const parsed: Dockerfile = { globals: [], stages: [] };
  for (const instruction of instructionsOf(text)) {
    if (instruction.keyword === 'FROM') parsed.stages.push(stageOf(instruction, parsed.stages.length));
    else (parsed.stages.at(-1)?.instructions ?? parsed.globals).push(instruction);
  }
  return parsed;
}

function stageOf(from: Instruction, index: number): Stage {
  const words = from.rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const [base = '', as, name] = words;
  const isNamed = as?.toLowerCase() === 'as' && name !== undefined;
  return { name: isNamed ? name.toLowerCase() : `stage-${index}`, base, instructions: [from] };
}

function instructionsOf(text: string): Instruction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = escapeOf(lines);
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (isBlank(line)) {
      at += 1;
      continue;
    }
    const { joined, end } = joinLines(lines, at, escape);
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(joined) ?? [];
    const body = HAS_HEREDOC.has(keyword.toUpperCase()) ? heredocs(lines, end, rest) : { text: '', end };
    found.push({
      keyword: keyword.toUpperCase(),
      rest: rest.trim(),
      heredoc: body.text,
      from: at + 1,
      to: body.end,
    });
    at = body.end;
  }
  return found;
}

/** `# escape=` counts only before everything else but other directives. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([a-z]+)\s*=\s*(.+?)\s*$/i.exec(line) ?? [];
    if (name === undefined) return '\\';
    if (name.toLowerCase() === 'escape') return value ?? '\\';
  }
  return '\\';
}

function isBlank(line: string): boolean {
  return line.trim() === '' || line.trimStart().startsWith('#');
}

/** @returns the instruction's lines as one, and the index behind the last of them */
function joinLines(lines: readonly string[], from: number, escape: string): { joined: string; end: number } {
  let joined = '';
  let end = from;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    // Comments and empty lines within an instruction are passed over.
    if (end > from && isBlank(line)) continue;
    const trimmed = line.trimEnd();
    if (!trimmed.endsWith(escape)) return { joined: joined + line, end: end + 1 };
    joined += trimmed.slice(0, -escape.length);
  }
  return { joined, end };
}

const HEREDOC = /(?<=^|\s)\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2(?=\s|$)/g;

function heredocs(lines: readonly string[], from: number, rest: string): { text: string; end: number } {
  let end = from;
  const text: string[] = [];
  for (const [, dash, , name] of rest.matchAll(HEREDOC)) {
    for (; end < lines.length; end += 1) {
      const line = lines[end] ?? '';
      if ((dash === '-' ? line.replace(/^\t+/, '') : line) === name) break;
      text.push(line);
    }
    end += 1;
  }
  return { text: text.join('\n'), end: Math.min(end, lines.length) };
}

export interface StepPlace {
  stage: Stage;
  instruction: Instruction;
}

/** `[linux/arm64 build 2/4] RUN make` */
const STEP_NAME = /^\[(?:(.*?)\s+)?(\d+)\/(\d+)\]\s/;

/** Which instruction a step of BuildKit's stands for, by its name; undefined for the builder's own. */
export function placeOfStep({ stages }: Dockerfile, name: string): StepPlace | undefined {
  const [, label, index, total] = STEP_NAME.exec(name) ?? [];
  if (index === undefined || total === undefined) return undefined;
  // The platform stands before the stage's name, if several are built.
  const stageName = label?.split(' ').at(-1);
  const stage = stages.length === 1 ? stages[0] : stages.find((one) => one.name === stageName);
  if (stage === undefined) return undefined;
  const counted = stage.instructions.filter(({ keyword }) => BECOMES_STEP.has(keyword));
  const from = stage.instructions[0];
  // FROM counts unless it is scratch or another stage. What an image's ONBUILD adds comes right behind it.
  const before = Number(total) - counted.length;
  const instruction = Number(index) <= before ? from : counted[Number(index) - before - 1];
  return instruction === undefined ? undefined : { stage, instruction };
}
