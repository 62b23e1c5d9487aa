// What a failed build means: the step, the program's exit code, and the Dockerfile's lines.

import type { BuildFailure, BuildStep } from '../../../preload/contract/builds.ts';
import { placeOfStep, type Dockerfile } from './dockerfile.ts';

/** Lines shown before and behind the ones that failed, as buildx has it. */
const AROUND = 3;
/** An instruction of more lines is shown by its first. */
const MOST_LINES = 40;
/** Of each line; a Dockerfile may be one line of ten megabytes. */
const MOST_CHARACTERS = 300;

export interface FailedBuild {
  message: string;
  exitCode?: number;
  steps: readonly BuildStep[];
  dockerfile: Dockerfile;
  /** The Dockerfile's text, and what to call it. */
  text: string;
  file: string;
}

export function explainFailure(build: FailedBuild): BuildFailure {
  const { message, steps, dockerfile } = build;
  const step = failedStep(steps, message);
  const exitCode = build.exitCode ?? exitCodeOf(step?.error ?? message);
  const place = step?.lines ?? (step && placeOfStep(dockerfile, step.name)?.instruction);
  const lines = place ?? linesNamed(message) ?? tooLong(message, build.text);
  return {
    error: {
      code: 'E_BUILD_FAILED',
      message: wordsOf(message),
      ...hintFor(message),
    },
    ...(step === undefined ? {} : { step: step.id }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(lines === undefined ? {} : { source: excerpt(build, lines) }),
  };
}

/** Several may have failed at once; the message is of one of them. */
function failedStep(steps: readonly BuildStep[], message: string): BuildStep | undefined {
  const failed = steps.filter(({ state }) => state === 'failed');
  return failed.find(({ error }) => error !== undefined && message.includes(error)) ?? failed[0];
}

function exitCodeOf(text: string): number | undefined {
  const code = /exit code: (\d+)|returned a non-zero code: (\d+)/.exec(text);
  return code === null ? undefined : Number(code[1] ?? code[2]);
}

/** `dockerfile parse error on line 3: …`; BuildKit names lines of a parse error only. */
function linesNamed(message: string): { from: number; to: number } | undefined {
  const line = /(?:\bline |Dockerfile:)(\d+)/.exec(message)?.[1];
  return line === undefined ? undefined : { from: Number(line), to: Number(line) };
}

/** The engine counts, but does not say where. */
function tooLong(message: string, text: string): { from: number; to: number } | undefined {
  const most = /line greater than max allowed size of (\d+)/.exec(message)?.[1];
  if (most === undefined) return undefined;
  const line = text.split('\n').findIndex((one) => Buffer.byteLength(one) > Number(most)) + 1;
  return line === 0 ? undefined : { from: line, to: line };
}

/** What wraps the cause says nothing to a person. */
function wordsOf(message: string): string {
  const words = message.replace(
    /^(failed to solve(?: with frontend [\w.]+)?: |failed to read dockerfile: )+/,
    '',
  );
  return words === '' ? message : words;
}

const HINTS: readonly (readonly [words: RegExp, hint: string])[] = [
  [
    /failed to calculate checksum .*not found|failed to compute cache key.*not found|COPY failed/,
    'What COPY and ADD name is looked for in the context; .dockerignore may leave it out.',
  ],
  [
    /no space left on device/,
    'The machine’s disk is full: slipway build cache prune frees what old builds left.',
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused/,
    'The machine cannot reach the registry: check the image’s name and the network of this computer.',
  ],
  [/pull access denied|unauthorized|insufficient_scope/, 'There may be no such image, or it wants a login.'],
  [/secret .* not found/, 'Give it: --secret id=NAME,src=FILE'],
  [/file with no instructions|the Dockerfile .* cannot be empty/, 'A Dockerfile begins with FROM.'],
];

function hintFor(message: string): { hint?: string } {
  const hint = HINTS.find(([words]) => words.test(message))?.[1];
  return hint === undefined ? {} : { hint };
}

function excerpt({ text, file }: FailedBuild, { from, to }: { from: number; to: number }) {
  const all = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const last = Math.min(to, from + MOST_LINES);
  const firstLine = Math.max(1, from - AROUND);
  const lines = all
    .slice(firstLine - 1, last + AROUND)
    .map((line) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line));
  while (lines.at(-1) === '') lines.pop();
  return { file, from, to: last, firstLine, lines };
}
