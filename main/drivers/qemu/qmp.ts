// Speaks QMP, QEMU's control protocol: commands with deadlines, typed events, and an end that is told.

import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createLineCutter } from './lines.ts';
import { notQmp, parseQmpMessage, type QmpEvent, type QmpMessage } from './qmp-messages.ts';

/** How long QEMU may take to answer; it does so within milliseconds unless its host stalls. */
const COMMAND_TIMEOUT_MS = 5_000;
/** No answer we ask for comes near this. */
const MAX_LINE_LENGTH = 1 << 20;

export interface QmpClient {
  /**
   * Runs one command.
   * @throws E_QEMU_FAILED if QEMU refuses it, answers what `schema` does not allow, or the connection ends;
   *   E_TIMED_OUT past `timeoutMs`
   */
  execute<T>(command: string, schema: z.ZodType<T>, options?: QmpCommandOptions): Promise<T>;
  /** Settles when the connection has ended, whoever ended it; it never rejects. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface QmpOptions {
  /** Hears every event from the first one on; QEMU sends none before the handshake. */
  onEvent?: (event: QmpEvent, client: QmpClient) => void;
  /** How long the greeting may take: QEMU listens before it has made the machine, and greets after. */
  greetingTimeoutMs?: number;
}

export interface QmpCommandOptions {
  arguments?: Readonly<Record<string, unknown>>;
  timeoutMs?: number;
}

/** Most commands answer with an empty object that says nothing. */
export const QmpNothing = z.object({});

/**
 * Connects to a control socket and shakes hands.
 * @throws the socket's own ENOENT or ECONNREFUSED while nobody listens; what {@link createQmpClient} throws
 */
export async function connectQmp(path: string, options: QmpOptions = {}): Promise<QmpClient> {
  const socket = createConnection(path);
  await once(socket, 'connect');
  return createQmpClient(socket, options);
}

/**
 * Shakes hands over a stream that is already connected. QEMU greets one client at a time: a second one hears nothing.
 * @throws E_TIMED_OUT if no greeting comes, E_QEMU_FAILED if something else does
 */
export async function createQmpClient(stream: Duplex, options: QmpOptions = {}): Promise<QmpClient> {
  const connection = new QmpConnection(stream, options.onEvent ?? (() => {}));
  try {
    await connection.greeted(options.greetingTimeoutMs ?? COMMAND_TIMEOUT_MS);
    await connection.execute('qmp_capabilities', QmpNothing);
    return connection;
  } catch (failure) {
    connection.close();
    throw failure;
  }
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (failure: SlipwayError) => void;
}

/** Stands for the greeting among the commands that wait for an answer; their ids begin at 1. */
const GREETING_ID = 0;

class QmpConnection implements QmpClient {
  readonly closed: Promise<void>;
  readonly #stream: Duplex;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onEvent: NonNullable<QmpOptions['onEvent']>;
  readonly #greeting: Promise<unknown>;
  #lastId = GREETING_ID;
  #failure: SlipwayError | undefined;

  constructor(stream: Duplex, onEvent: NonNullable<QmpOptions['onEvent']>) {
    this.#stream = stream;
    this.#onEvent = onEvent;
    this.#greeting = new Promise((resolve, reject) => this.#waiting.set(GREETING_ID, { resolve, reject }));
    // A connection may end before anybody waits for its greeting.
    this.#greeting.catch(() => {});
    this.closed = new Promise((resolve) => {
      stream.once('close', () => {
        this.#failAll(ended());
        resolve();
      });
    });
    const lines = createLineCutter({
      maxLength: MAX_LINE_LENGTH,
      onLine: (line) => this.#hear(line),
      onTooLong: (beginning) => this.#failAll(notQmp(beginning)),
    });
    stream.on('data', (bytes: Buffer) => lines.push(bytes));
    stream.on('error', () => stream.destroy());
    stream.once('end', () => stream.destroy());
  }

  greeted(timeoutMs: number): Promise<unknown> {
    return this.#withDeadline('the greeting', GREETING_ID, this.#greeting, timeoutMs);
  }

  async execute<T>(command: string, schema: z.ZodType<T>, options: QmpCommandOptions = {}): Promise<T> {
    if (this.#failure !== undefined) throw this.#failure;
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const { arguments: args, timeoutMs = COMMAND_TIMEOUT_MS } = options;
    this.#stream.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    const parsed = schema.safeParse(await this.#withDeadline(command, id, answer, timeoutMs));
    if (parsed.success) return parsed.data;
    throw new SlipwayError('E_QEMU_FAILED', `QMP ${command} was answered in an unknown way`, {
      cause: parsed.error,
    });
  }

  close(): void {
    this.#stream.destroy();
  }

  #hear(line: string): void {
    if (line === '' || this.#failure !== undefined) return;
    try {
      this.#handle(parseQmpMessage(line));
    } catch (failure) {
      this.#failAll(failure instanceof SlipwayError ? failure : notQmp(line));
    }
  }

  #handle(message: QmpMessage): void {
    switch (message.kind) {
      case 'greeting':
        return this.#settle(GREETING_ID)?.resolve(undefined);
      case 'answer':
        return this.#settle(message.id)?.resolve(message.value);
      case 'refusal':
        // Commands are answered in their order, so a refusal without an id is for the oldest.
        return this.#settle(message.id ?? this.#oldest())?.reject(
          new SlipwayError('E_QEMU_FAILED', `QEMU refused: ${message.description}`),
        );
      case 'event':
        return this.#onEvent(message.event, this);
      case 'other-event':
        return;
    }
  }

  #oldest(): number {
    return this.#waiting.keys().next().value ?? GREETING_ID;
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  async #withDeadline(
    what: string,
    id: number,
    answer: Promise<unknown>,
    timeoutMs: number,
  ): Promise<unknown> {
    const timer = setTimeout(() => {
      this.#settle(id)?.reject(
        new SlipwayError('E_TIMED_OUT', `QEMU did not answer ${what} within ${timeoutMs} ms`),
      );
    }, timeoutMs);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  #failAll(failure: SlipwayError): void {
    this.#failure ??= failure;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
    this.#stream.destroy();
  }
}

function ended(): SlipwayError {
  return new SlipwayError('E_QEMU_FAILED', "QEMU's control socket was closed");
}
