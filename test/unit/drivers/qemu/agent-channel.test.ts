// Words of the guest's agent: what is well formed comes through, what is not does no harm.

import { duplexPair } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import {
  createAgentChannel,
  parseAgentWord,
  type AgentWord,
} from '../../../../main/drivers/qemu/agent-channel.ts';

function channel() {
  const [ours, guest] = duplexPair();
  const words: AgentWord[] = [];
  const agent = createAgentChannel(ours, (word) => words.push(word));
  return { agent, guest, words };
}

describe('what the guest says', () => {
  it('is a key and a value, which may itself hold an equals sign', () => {
    expect(parseAgentWord('ERROR=mount: /dev/vdc=bad')).toEqual({
      key: 'ERROR',
      value: 'mount: /dev/vdc=bad',
    });
  });

  it.each(['', 'READY', '=1', 'ready=1', `${'A'.repeat(33)}=1`, ' READY=1'])('is passed over: %j', (line) => {
    expect(parseAgentWord(line)).toBeUndefined();
  });

  it('loses what could play tricks on a terminal', () => {
    expect(parseAgentWord('ERROR=\u001b]0;title\u0007red\u0000')).toEqual({
      key: 'ERROR',
      value: ']0;titlered',
    });
  });

  it('arrives line by line, and a flood without a line end is dropped', async () => {
    const { guest, words } = channel();
    guest.write(`STAGE=disk\n${'x'.repeat(10_000)}`);
    guest.write(`${'y'.repeat(10_000)}\nREADY=1\n`);
    await vi.waitFor(() => expect(words.at(-1)).toEqual({ key: 'READY', value: '1' }));
    expect(words).toEqual([
      { key: 'STAGE', value: 'disk' },
      { key: 'READY', value: '1' },
    ]);
  });
});

describe('what the guest is told', () => {
  it('goes out as one line', async () => {
    const { agent, guest } = channel();
    agent.tell('time 1764000000.5');
    await vi.waitFor(() => expect(String(guest.read())).toBe('time 1764000000.5\n'));
  });

  it('can never be two lines', () => {
    expect(() => channel().agent.tell('time 1\npoweroff')).toThrow('one line at a time');
  });
});
