// Talks with the guest's agent over its virtio-serial port: lines both ways. What the guest says is not trusted.

import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createLineCutter } from './lines.ts';

export interface AgentWord {
  key: string;
  value: string;
}

export interface AgentChannel {
  /** Sends one line. @throws E_INTERNAL if it holds a line end */
  tell(line: string): void;
  /** Settles when the channel has ended; it never rejects. */
  readonly closed: Promise<void>;
  close(): void;
}

/** A guest that floods its port costs us no more memory than this. */
const MAX_LINE_LENGTH = 4096;

/** Connects to the agent's port. What the guest says while nobody is connected is lost: QEMU keeps none of it. */
export function connectAgent(path: string, onWord: (word: AgentWord) => void): AgentChannel {
  return createAgentChannel(createConnection(path), onWord);
}

/** Speaks over a socket that is connected, or about to be. */
export function createAgentChannel(socket: Duplex, onWord: (word: AgentWord) => void): AgentChannel {
  const lines = createLineCutter({
    maxLength: MAX_LINE_LENGTH,
    onLine: (line) => {
      const word = parseAgentWord(line);
      if (word !== undefined) onWord(word);
    },
    onTooLong: () => {},
  });
  socket.on('data', (bytes: Buffer) => lines.push(bytes));
  // An agent that cannot be reached shows as a guest that never gets ready; its end comes as `close`.
  socket.on('error', () => {});
  return {
    closed: new Promise((resolve) => {
      socket.once('close', () => resolve());
    }),
    tell(line) {
      if (/[\r\n]/.test(line)) throw new SlipwayError('E_INTERNAL', 'the agent is told one line at a time');
      socket.write(`${line}\n`);
    },
    close: () => void socket.destroy(),
  };
}

/** `KEY=VALUE`, control characters taken out of the value; undefined for any other line. */
export function parseAgentWord(line: string): AgentWord | undefined {
  const match = /^([A-Z][A-Z0-9_]{0,31})=(.*)$/.exec(line);
  if (match === null) return undefined;
  return { key: match[1] ?? '', value: (match[2] ?? '').replaceAll(/\p{Cc}/gu, '') };
}
