// The messages on a wire: JSON-RPC 2.0 requests and answers, and three notifications that steer calls and streams.

import { z } from 'zod';
import { WireError } from '../contract/errors.ts';

const Id = z.int().positive();

/** Asks for an operation by name. */
const Request = z.object({
  jsonrpc: z.literal('2.0'),
  id: Id,
  method: z.string().max(100),
  params: z.unknown().optional(),
});

/** The asker left: the handler's signal fires, a stream's producer is ended. */
const Cancel = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.literal('$/cancel'),
  params: z.object({ id: Id }),
});

/** The asker has room for so many more items of a stream; a stream begins with none. */
const Credit = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.literal('$/credit'),
  params: z.object({ id: Id, count: z.int().positive().max(10_000) }),
});

/** What the serving side hears. Notifications come first: a request needs an id, they have none. */
export const ToServer = z.union([Cancel, Credit, Request]);
export type ToServer = z.infer<typeof ToServer>;
export type Request = z.infer<typeof Request>;

/** `value` is left out where it is undefined, which JSON cannot say. */
const Result = z.object({
  jsonrpc: z.literal('2.0'),
  id: Id,
  result: z.object({ value: z.unknown().optional() }),
});

const Failure = z.object({
  jsonrpc: z.literal('2.0'),
  id: Id,
  error: z.object({ code: z.int(), message: z.string(), data: WireError.omit({ message: true }) }),
});

const Item = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.literal('$/item'),
  params: z.object({ id: Id, value: z.unknown().optional() }),
});

/** What the asking side hears. The result of a stream says that it ended. */
export const ToClient = z.union([Item, Result, Failure]);
export type ToClient = z.infer<typeof ToClient>;

/** JSON-RPC's own numbers; which failure it was says `data.code`. */
export const RPC_CODE = { methodNotFound: -32601, invalidParams: -32602, failed: -32000 } as const;

/** A message as text. */
export function encode(message: ToServer | ToClient): string {
  return JSON.stringify(message);
}

/** A text as a message, or undefined if it is none of `schema`'s. */
export function decode<Message>(schema: z.ZodType<Message>, text: string): Message | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Some issues name what they are about, which may be as long as a message. */
const MOST_LETTERS = 500;

/** What is wrong with a value, in one line: `size.cpus: expected number`. */
export function explainIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'it'}: ${issue.message}`)
    .join('; ')
    .slice(0, MOST_LETTERS);
}
