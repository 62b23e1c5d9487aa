// The words a contract is written in: a call answers once, a stream answers until it ends.

import type { z } from 'zod';

export interface Call<Params extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly params: Params;
  readonly result: Result;
}

export interface Stream<Params extends z.ZodType = z.ZodType, Item extends z.ZodType = z.ZodType> {
  readonly kind: 'stream';
  readonly params: Params;
  readonly item: Item;
}

/** Every operation that may cross a border, by name; the one line that declares each. */
export type Contract = Readonly<Record<string, Call | Stream>>;

/** Declares an operation that is answered once. */
export function call<Params extends z.ZodType, Result extends z.ZodType>(
  params: Params,
  result: Result,
): Call<Params, Result> {
  return { kind: 'call', params, result };
}

/** Declares an operation whose answers come one after another, until it ends or the asker leaves. */
export function stream<Params extends z.ZodType, Item extends z.ZodType>(
  params: Params,
  item: Item,
): Stream<Params, Item> {
  return { kind: 'stream', params, item };
}

/** What the serving side implements; parameters have been parsed before a handler sees them. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: C[Name] extends Call<infer Params, infer Result>
    ? (params: z.output<Params>, signal: AbortSignal) => Promise<z.input<Result>>
    : C[Name] extends Stream<infer Params, infer Item>
      ? (params: z.output<Params>, signal: AbortSignal) => AsyncIterable<z.input<Item>>
      : never;
};

/** What the asking side holds. */
export type Client<C extends Contract> = {
  readonly [Name in keyof C]: C[Name] extends Call<infer Params, infer Result>
    ? (params: z.input<Params>, signal?: AbortSignal) => Promise<z.output<Result>>
    : C[Name] extends Stream<infer Params, infer Item>
      ? (params: z.input<Params>, signal?: AbortSignal) => AsyncIterable<z.output<Item>>
      : never;
};

/** Contracts by the kind of thing they are about; on a wire an operation is called `group.name`. */
export type Groups = Readonly<Record<string, Contract>>;

export type GroupHandlers<G extends Groups> = { readonly [Name in keyof G]: Handlers<G[Name]> };
export type GroupClient<G extends Groups> = { readonly [Name in keyof G]: Client<G[Name]> };
