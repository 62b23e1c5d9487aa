// What BuildKit tells of a build that runs: `moby.buildkit.v1.StatusResponse`, taken apart.
// Source: moby/buildkit, api/services/control/control.proto.

import { readFields, type Field } from './protobuf.ts';

export interface Vertex {
  digest: string;
  inputs: string[];
  name: string;
  cached: boolean;
  startedMs?: number;
  completedMs?: number;
  error: string;
}

/** Progress of a part of a vertex: a layer, `transferring context`, `exporting layers`. */
export interface VertexStatus {
  id: string;
  vertex: string;
  current: number;
  total: number;
  completedMs?: number;
}

export interface VertexLog {
  vertex: string;
  atMs: number;
  /** 1 is standard output, 2 standard error. */
  stream: number;
  message: Buffer;
}

export interface VertexWarning {
  vertex: string;
  short: string;
  detail: string[];
  url: string;
  /** Of the Dockerfile, from 1; 0 where none is said. */
  line: number;
}

export interface Status {
  vertexes: Vertex[];
  statuses: VertexStatus[];
  logs: VertexLog[];
  warnings: VertexWarning[];
}

/** @throws E_ANSWER_INVALID */
export function decodeStatus(message: Buffer): Status {
  const status: Status = { vertexes: [], statuses: [], logs: [], warnings: [] };
  for (const { number, bytes } of readFields(message)) {
    const fields = readFields(bytes);
    if (number === 1) status.vertexes.push(vertexOf(fields));
    else if (number === 2) status.statuses.push(partOf(fields));
    else if (number === 3) status.logs.push(logOf(fields));
    else if (number === 4) status.warnings.push(warningOf(fields));
  }
  return status;
}

function vertexOf(fields: readonly Field[]): Vertex {
  return {
    digest: text(fields, 1),
    inputs: texts(fields, 2),
    name: text(fields, 3),
    cached: value(fields, 4) !== 0,
    ...momentOf(fields, 5, 'startedMs'),
    ...momentOf(fields, 6, 'completedMs'),
    error: text(fields, 7),
  };
}

function partOf(fields: readonly Field[]): VertexStatus {
  return {
    id: text(fields, 1),
    vertex: text(fields, 2),
    current: value(fields, 4),
    total: value(fields, 5),
    ...momentOf(fields, 8, 'completedMs'),
  };
}

function logOf(fields: readonly Field[]): VertexLog {
  return {
    vertex: text(fields, 1),
    atMs: momentOf(fields, 2, 'at').at ?? 0,
    stream: value(fields, 3),
    message: last(fields, 4)?.bytes ?? Buffer.alloc(0),
  };
}

function warningOf(fields: readonly Field[]): VertexWarning {
  const range = last(fields, 7)?.bytes;
  const start = range === undefined ? undefined : last(readFields(range), 1)?.bytes;
  return {
    vertex: text(fields, 1),
    short: text(fields, 3),
    detail: texts(fields, 4),
    url: text(fields, 5),
    line: start === undefined ? 0 : value(readFields(start), 1),
  };
}

function last(fields: readonly Field[], number: number): Field | undefined {
  return fields.findLast((field) => field.number === number);
}

function value(fields: readonly Field[], number: number): number {
  return last(fields, number)?.value ?? 0;
}

function text(fields: readonly Field[], number: number): string {
  return last(fields, number)?.bytes.toString('utf8') ?? '';
}

function texts(fields: readonly Field[], number: number): string[] {
  return fields.flatMap((field) => (field.number === number ? [field.bytes.toString('utf8')] : []));
}

/** google.protobuf.Timestamp under a name of ours; nothing where the field is not there. */
function momentOf<Name extends string>(
  fields: readonly Field[],
  number: number,
  name: Name,
): Partial<Record<Name, number>> {
  const found = last(fields, number);
  if (found === undefined) return {};
  const parts = readFields(found.bytes);
  const ms = value(parts, 1) * 1000 + value(parts, 2) / 1e6;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key widens to string
  return { [name]: ms } as Partial<Record<Name, number>>;
}
