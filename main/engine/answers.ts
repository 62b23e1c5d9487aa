// Reads the engine's answers in place of dockerode's modem, which gathers whatever comes, waits for ever for the rest of
// an answer that was cut short, and passes on what is no JSON.

import type { IncomingMessage } from 'node:http';
import { SlipwayError } from '../../preload/contract/errors.ts';

/** Ten thousand containers are 15 MB; whatever speaks there is not trusted with more of our memory. */
const MOST_BYTES = 24 * 1024 * 1024;
/** Beyond this, answers are read one after the other: several lists at once must not be several times the most. */
const SMALL_BYTES = 2 * 1024 * 1024;
/** The engine's words about a failure are a line or two. */
const MOST_WORDS_BYTES = 64 * 1024;

/** `GET /containers/json`, as messages name it. */
type Question = string;

/** A failure in dockerode's shape. */
interface Refused {
  statusCode: number;
  json: unknown;
}

let lastLarge = Promise.resolve();

/**
 * The parsed body of an answer; undefined for an empty one.
 * @param onBytes told whenever some of it has come
 * @throws E_ANSWER_INVALID for what is too long or no JSON; what the connection fails with
 */
export async function readJson(
  question: Question,
  response: IncomingMessage,
  onBytes: () => void,
): Promise<unknown> {
  const text = (await readWhole(question, response, onBytes)).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw answerInvalid(question, 'is no JSON', cause);
  }
}

async function readWhole(
  question: Question,
  response: IncomingMessage,
  onBytes: () => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  let release: (() => void) | undefined;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      onBytes();
      length += chunk.length;
      if (length > MOST_BYTES) throw answerInvalid(question, `is longer than ${MOST_BYTES} bytes`);
      if (length > SMALL_BYTES) release ??= await turnOfLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    release?.();
  }
}

/** @returns to be called when the answer has been read */
async function turnOfLarge(): Promise<() => void> {
  const before = lastLarge;
  return new Promise((begin) => {
    lastLarge = new Promise((release) => {
      void before.then(() => begin(release));
    });
  });
}

/**
 * The failure that an answer stands for.
 * @returns dockerode's kind of error, with the engine's own words; E_ANSWER_INVALID where they are not an engine's
 */
export async function readRefusal(question: Question, response: IncomingMessage): Promise<Error> {
  const statusCode = response.statusCode ?? 0;
  const words = await readWords(response);
  const json = parseWords(words);
  const bare = `the engine answered ${statusCode} to ${question}`;
  if (json === undefined && words !== '' && statusCode >= 500)
    return answerInvalid(question, `is ${statusCode} and no words of an engine's`);
  const refused: Refused = { statusCode, json };
  return Object.assign(new Error(json?.message ?? bare), refused);
}

/** The beginning of a body: nobody needs to read more of a failure. */
async function readWords(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      if (Buffer.isBuffer(chunk)) chunks.push(chunk);
      length += Buffer.isBuffer(chunk) ? chunk.length : 0;
      if (length > MOST_WORDS_BYTES) break;
    }
  } catch {
    // What has come of it has to do: the status is known.
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, MOST_WORDS_BYTES);
}

function parseWords(text: string): { message: string } | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const isWords = typeof json === 'object' && json !== null && 'message' in json;
    return isWords && typeof json.message === 'string' ? { message: json.message } : undefined;
  } catch {
    return undefined;
  }
}

/** @param what is wrong with it: `is no JSON` */
export function answerInvalid(question: Question, what: string, cause?: unknown): SlipwayError {
  return new SlipwayError('E_ANSWER_INVALID', `the answer to ${question} ${what}`, {
    hint: 'Something else than an engine may be answering, or one of another version; slipway logs engine may say more.',
    cause,
  });
}
