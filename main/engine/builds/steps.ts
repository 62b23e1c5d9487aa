// The steps of a build as they stand, out of what BuildKit tells bit by bit.

import { StringDecoder } from 'node:string_decoder';
import type { BuildLogPiece, BuildStep, BuildWarning } from '../../../preload/contract/builds.ts';
import type { Status, Vertex, VertexLog, VertexStatus, VertexWarning } from './status.ts';

/** What a bunch of BuildKit's messages changed. */
export interface StepNews {
  steps: BuildStep[];
  pieces: BuildLogPiece[];
  warnings: BuildWarning[];
}

/** The same, as it is told on; nothing of what has not changed. */
export function* newsOf({ steps, pieces, warnings }: StepNews) {
  if (steps.length > 0) yield { kind: 'steps', steps } as const;
  if (pieces.length > 0) yield { kind: 'log', pieces } as const;
  if (warnings.length > 0) yield { kind: 'warnings', warnings } as const;
}

export interface Steps {
  take(status: Status): StepNews;
  all(): BuildStep[];
  /** Once the build has ended: what has not, will not. @returns the steps that this changed */
  settle(): BuildStep[];
}

export function collectSteps(): Steps {
  const steps = new Map<string, BuildStep>();
  const decoders = new Map<string, StringDecoder>();
  const stepOf = (id: string): BuildStep => {
    const known = steps.get(id) ?? { id, name: id, state: 'waiting', inputs: [], parts: [] };
    steps.set(id, known);
    return known;
  };
  return {
    take({ vertexes, statuses, logs, warnings }) {
      const changed = new Set<BuildStep>();
      for (const vertex of vertexes) changed.add(update(stepOf(vertex.digest), vertex));
      for (const status of statuses) changed.add(updatePart(stepOf(status.vertex), status));
      return {
        steps: [...changed].map(copy),
        pieces: logs.flatMap((log) => pieceOf(decoders, log)),
        warnings: warnings.map(warningOf),
      };
    },
    all: () => [...steps.values()].map(copy),
    settle() {
      const open = [...steps.values()].filter(({ state }) => state === 'running' || state === 'waiting');
      for (const step of open) step.state = 'cancelled';
      return open.map(copy);
    },
  };
}

function copy(step: BuildStep): BuildStep {
  return { ...step, inputs: [...step.inputs], parts: step.parts.map((part) => ({ ...part })) };
}

/** A vertex is told of again whenever something about it changes; what it has been stays. */
function update(step: BuildStep, vertex: Vertex): BuildStep {
  step.name = vertex.name;
  step.inputs = vertex.inputs;
  if (vertex.startedMs !== undefined) {
    // One that is asked for twice (a cache that was not there after all) begins again.
    step.startedMs ??= vertex.startedMs;
    delete step.endedMs;
  }
  if (vertex.completedMs !== undefined) step.endedMs = vertex.completedMs;
  if (vertex.error !== '') step.error = vertex.error;
  step.state = stateOf(vertex);
  return step;
}

function stateOf({ error, cached, startedMs, completedMs }: Vertex): BuildStep['state'] {
  // BuildKit ends what ran beside a failure; Go calls that `context canceled`.
  if (error !== '') return error.endsWith('context canceled') ? 'cancelled' : 'failed';
  if (cached) return 'cached';
  if (completedMs !== undefined) return 'done';
  return startedMs === undefined ? 'waiting' : 'running';
}

function updatePart(step: BuildStep, { id, current, total, completedMs }: VertexStatus): BuildStep {
  const part = {
    id,
    doneBytes: current,
    ...(total > 0 ? { totalBytes: total } : {}),
    ended: completedMs !== undefined,
  };
  const at = step.parts.findIndex((known) => known.id === id);
  if (at < 0) step.parts.push(part);
  else step.parts[at] = part;
  return step;
}

/** A character may be cut where two pieces meet. */
function pieceOf(
  decoders: Map<string, StringDecoder>,
  { vertex, atMs, stream, message }: VertexLog,
): BuildLogPiece[] {
  const key = `${vertex} ${stream}`;
  const decoder = decoders.get(key) ?? new StringDecoder('utf8');
  decoders.set(key, decoder);
  const text = decoder.write(message);
  return text === '' ? [] : [{ step: vertex, stream: stream === 2 ? 'err' : 'out', text, atMs }];
}

function warningOf({ short, detail, url, line }: VertexWarning): BuildWarning {
  return {
    text: short,
    detail,
    ...(url === '' ? {} : { url }),
    ...(line > 0 ? { line } : {}),
  };
}
