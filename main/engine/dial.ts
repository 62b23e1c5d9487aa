// Asks an engine what dockerode has no method for, by the connection dockerode has.

import { Readable } from 'node:stream';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Docker } from './docker.ts';

interface Question {
  /** Without a query: `/system/df`. */
  path: string;
  query: Readonly<Record<string, string | readonly string[]>>;
  signal?: AbortSignal;
}

/** The parsed answer to a GET; for use within `Engine.ask`. */
export function dial(docker: Docker, question: Question): Promise<unknown> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(optionsOf(question, false), (error, answer) =>
      error === null ? resolve(answer) : reject(error),
    );
  });
}

/** The answer to a GET as it comes; for use within `Engine.ask`. */
export function dialStream(docker: Docker, question: Question): Promise<Readable> {
  return new Promise((resolve, reject) => {
    docker.modem.dial(optionsOf(question, true), (error, answer) => {
      if (error !== null) reject(error);
      else if (answer instanceof Readable) resolve(answer);
      else reject(new SlipwayError('E_INTERNAL', `${question.path} was not answered with a stream`));
    });
  });
}

function optionsOf({ path, query, signal }: Question, isStream: boolean) {
  return {
    // The mark tells the modem to put the options behind it.
    path: `${path}?`,
    method: 'GET',
    options: { ...query },
    isStream,
    statusCodes: { 200: true, 404: 'not found', 500: 'server error' },
    ...(signal === undefined ? {} : { abortSignal: signal }),
  };
}
