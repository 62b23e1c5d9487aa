// Between dockerode and the engine: every question is given up when the engine falls silent, and every answer is read
// as `answers.ts` says.

import { IncomingMessage } from 'node:http';
import { answerInvalid, readJson, readRefusal } from './answers.ts';
import type { Docker } from './docker.ts';
import type { Pulse } from './pulse.ts';

type Modem = Docker['modem'];
type Asked = Parameters<Modem['dial']>[0];
type Settle = (error: Error | null, answer: unknown) => void;

/** Every status passes the modem: which of them are failures is said here, where bodies are read. */
const EVERY_STATUS: Record<number, true> = new Proxy({}, { get: () => true });

/** Changes how a client's modem asks, from now on. */
export function lookAfter({ modem }: Docker, pulse: Pulse): void {
  const dial: Modem['dial'] = modem.dial.bind(modem);
  modem.dial = (asked, callback) => {
    const question = `${asked.method ?? 'GET'} ${asked.path.replace(/\?.*/, '')}`;
    const leaving = new AbortController();
    const { abortSignal = leaving.signal } = asked;
    let isOver = false;
    const settle: Settle = (error, answer) => {
      if (isOver) return;
      isOver = true;
      leave();
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever asked parses it; an empty one is undefined
        callback?.(error, answer as object | null);
      } catch (cause) {
        // dockerode reads on in what it takes for an object.
        callback?.(answerInvalid(question, 'is not what it should be', cause), null);
      }
    };
    const leave = pulse.attend(!/^(GET|HEAD) /.test(question), (failure) => {
      settle(failure, null);
      leaving.abort(failure);
    });
    const watched = { ...asked, abortSignal: AbortSignal.any([abortSignal, leaving.signal]) };
    // With an open stdin the modem would give a duplex whatever the status; one that was upgraded is open by itself.
    const passing = { isStream: true, openStdin: false, statusCodes: EVERY_STATUS };
    dial({ ...watched, ...passing }, (error, answer) => {
      if (error !== null || !(answer instanceof IncomingMessage)) settle(error, answer);
      else void readAnswer(question, asked, answer, pulse, settle);
    });
  };
}

/** Gives what dockerode expects of an answer: its stream, or what is in it. */
async function readAnswer(
  question: string,
  { isStream, hijack, statusCodes }: Asked,
  answer: IncomingMessage,
  pulse: Pulse,
  settle: Settle,
): Promise<void> {
  pulse.heard();
  let value: unknown = answer;
  try {
    if (statusCodes?.[answer.statusCode ?? 0] !== true) throw await readRefusal(question, answer);
    if (hijack === true) throw notUpgraded(question, answer);
    if (isStream !== true) value = await readJson(question, answer, () => pulse.heard());
  } catch (thrown) {
    return settle(thrown instanceof Error ? thrown : new Error(String(thrown)), null);
  }
  settle(null, value);
}

function notUpgraded(question: string, answer: IncomingMessage): Error {
  answer.destroy();
  return answerInvalid(question, 'is no connection in both directions');
}
