// The steps of the classic builder, out of the text it prints.
// Source: moby, builder/dockerfile/evaluator.go and dispatchers.go.

import type { BuildStep } from '../../../preload/contract/builds.ts';
import type { BuildMessage } from './messages.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { StepNews } from './steps.ts';

export interface ClassicSteps {
  take(message: Extract<BuildMessage, { kind: 'text' | 'layer' }>): StepNews;
  /** The build is over; the step that ran has ended so. */
  settle(failure: string | undefined): BuildStep[];
}

const BEGINS = /^Step (\d+)\/\d+ : ([^]*?)\n?$/;
const SAID_BY_BUILDER =
  /^( ---> |Removing intermediate container |Successfully (built|tagged) |Removed intermediate container )/;

/** Every instruction is a step here, in the order of the Dockerfile; its clock is ours. */
export function collectClassicSteps(dockerfile: Dockerfile, now: () => number = Date.now): ClassicSteps {
  const instructions = [...dockerfile.globals, ...dockerfile.stages.flatMap((stage) => stage.instructions)];
  let current: BuildStep | undefined;
  let isFresh = false;
  const end = (state: BuildStep['state']) => {
    if (current === undefined) return [];
    const ended: BuildStep = { ...current, state, endedMs: now() };
    current = undefined;
    return [ended];
  };
  const begin = (index: number, text: string): BuildStep => {
    const place = instructions[index - 1];
    isFresh = true;
    current = {
      id: `step-${index}`,
      name: `[${index}] ${text}`,
      state: 'running',
      startedMs: now(),
      inputs: index > 1 ? [`step-${index - 1}`] : [],
      ...(place === undefined ? {} : { lines: { from: place.from, to: place.to } }),
      parts: [],
    };
    return current;
  };
  return {
    take(message) {
      const news: StepNews = { steps: [], pieces: [], warnings: [] };
      if (message.kind === 'layer') {
        if (current !== undefined) news.steps.push((current = withPart(current, message)));
        return news;
      }
      const { text } = message;
      const [, index, instruction] = BEGINS.exec(text) ?? [];
      if (index !== undefined) {
        news.steps.push(...end('done'), begin(Number(index), instruction ?? ''));
        // The builder ends its own line by another message.
      } else if (isFresh && text === '\n') isFresh = false;
      else if (text.startsWith(' ---> Using cache')) news.steps.push(...end('cached'));
      else if (text.startsWith('[Warning] ')) news.warnings.push({ text: text.slice(10).trim(), detail: [] });
      else if (text !== '' && !SAID_BY_BUILDER.test(text) && current !== undefined) {
        news.pieces.push({ step: current.id, stream: 'out', text, atMs: now() });
      }
      return news;
    },
    settle: (failure) =>
      failure === undefined
        ? end('done')
        : end('failed').map((step) => Object.assign(step, { error: failure })),
  };
}

function withPart(
  step: BuildStep,
  { id, doneBytes, totalBytes }: Extract<BuildMessage, { kind: 'layer' }>,
): BuildStep {
  const others = step.parts.filter((part) => part.id !== id);
  const total = totalBytes === undefined ? {} : { totalBytes };
  return {
    ...step,
    parts: [...others, { id, doneBytes: doneBytes ?? 0, ...total, ended: doneBytes === undefined }],
  };
}
