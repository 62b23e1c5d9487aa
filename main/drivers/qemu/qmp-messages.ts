// What QMP may say, parsed at the border: the greeting, answers, refusals, and the events we act on.
// Source: QEMU's docs/interop/qmp-spec and qapi/{run-state,block-core}.json.

import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';

const Greeting = z.object({
  QMP: z.object({
    version: z.object({ qemu: z.object({ major: z.int(), minor: z.int(), micro: z.int() }) }),
  }),
});
const Answer = z.object({ return: z.unknown(), id: z.int() });
const Refusal = z.object({
  error: z.object({ class: z.string(), desc: z.string() }),
  id: z.int().optional(),
});
// Not every event carries data: POWERDOWN and WAKEUP have none.
const AnyEvent = z.object({ event: z.string(), data: z.unknown().optional() });

/** The events that mean something to us; QEMU has many more. */
export const QmpEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('SHUTDOWN'), data: z.object({ guest: z.boolean(), reason: z.string() }) }),
  z.object({ event: z.literal('STOP') }),
  z.object({ event: z.literal('RESUME') }),
  z.object({
    event: z.literal('BLOCK_IO_ERROR'),
    data: z.object({
      device: z.string(),
      'node-name': z.string().optional(),
      action: z.string(),
      nospace: z.boolean().optional(),
    }),
  }),
]);
export type QmpEvent = z.infer<typeof QmpEvent>;

export type QmpMessage =
  | { kind: 'greeting' }
  | { kind: 'answer'; id: number; value: unknown }
  /** `id` is missing when QEMU could not even read the command. */
  | { kind: 'refusal'; id: number | undefined; description: string }
  | { kind: 'event'; event: QmpEvent }
  | { kind: 'other-event'; name: string };

/** Reads one line. @throws E_QEMU_FAILED, quoting it, for anything that is not QMP */
export function parseQmpMessage(line: string): QmpMessage {
  const message = parseJson(line);
  const answer = Answer.safeParse(message);
  if (answer.success) return { kind: 'answer', id: answer.data.id, value: answer.data.return };
  const refusal = Refusal.safeParse(message);
  if (refusal.success) {
    return { kind: 'refusal', id: refusal.data.id, description: refusal.data.error.desc };
  }
  const known = QmpEvent.safeParse(message);
  if (known.success) return { kind: 'event', event: known.data };
  const other = AnyEvent.safeParse(message);
  if (other.success) return { kind: 'other-event', name: other.data.event };
  if (Greeting.safeParse(message).success) return { kind: 'greeting' };
  throw notQmp(line);
}

/** The failure that ends a connection on which something else than QMP was heard. */
export function notQmp(line: string): SlipwayError {
  return new SlipwayError(
    'E_QEMU_FAILED',
    `QEMU's control socket said what is no QMP: ${JSON.stringify(line.slice(0, 120))}`,
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw notQmp(line);
  }
}
