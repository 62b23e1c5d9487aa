// Every failure a user can meet: one code, one message, one next step; the same shape in process and on a wire.

import { z } from 'zod';

/** The exit code of the command line for each kind of failure (design: 1 failed, 2 usage, 3 no machine, 4 TLS, 5 timed out). */
export const EXIT = { ok: 0, failed: 1, usage: 2, noMachine: 3, tls: 4, timedOut: 5 } as const;

/** Codes are stable: scripts may match on them. A new one is added here, with the exit code it means. */
export const ERROR_EXIT = {
  E_INTERNAL: EXIT.failed,
  E_USAGE: EXIT.usage,
  E_NAME_INVALID: EXIT.usage,
  E_CONFIG_INVALID: EXIT.usage,
  E_CONFIG_NEWER: EXIT.failed,
  E_CONFIG_DAMAGED: EXIT.failed,
  E_MACHINE_EXISTS: EXIT.failed,
  E_NO_MACHINE: EXIT.noMachine,
  E_NOT_RUNNING: EXIT.noMachine,
  E_ALREADY_STARTING: EXIT.failed,
  E_CONFLICT: EXIT.failed,
  E_NO_PERMISSION: EXIT.failed,
  E_DISK_FULL: EXIT.failed,
  E_DISK_IN_USE: EXIT.failed,
  E_DISK_DAMAGED: EXIT.failed,
  E_DISK_UNREADABLE: EXIT.failed,
  E_DISK_BACKING_FILE: EXIT.failed,
  E_DISK_SHRINK: EXIT.usage,
  E_PATH_TOO_LONG: EXIT.failed,
  E_QEMU_MISSING: EXIT.failed,
  E_QEMU_TOO_OLD: EXIT.failed,
  E_QEMU_FAILED: EXIT.failed,
  E_KVM_ABSENT: EXIT.failed,
  E_KVM_NOT_PERMITTED: EXIT.failed,
  E_KVM_UNUSABLE: EXIT.failed,
  E_HVF_UNUSABLE: EXIT.failed,
  E_VM_IMAGE_MISSING: EXIT.failed,
  E_VM_IMAGE_MISMATCH: EXIT.failed,
  E_BOOT_TIMEOUT: EXIT.timedOut,
  E_STOP_TIMEOUT: EXIT.timedOut,
  E_GUEST_PANIC: EXIT.failed,
  E_VM_DIED: EXIT.failed,
  E_CRASH_LOOP: EXIT.failed,
  E_GUEST_FAILED: EXIT.failed,
  /** The guest measured its processor wrong; another boot measures anew. */
  E_GUEST_CLOCK: EXIT.failed,
  E_SUPERVISOR_GONE: EXIT.failed,
  E_DISCONNECTED: EXIT.failed,
  E_PORT_BUSY: EXIT.failed,
  E_ENGINE_UNREACHABLE: EXIT.failed,
  /** It is there and says nothing, to no question. */
  E_ENGINE_SILENT: EXIT.timedOut,
  /** The engine understood and would not; the message has its words. */
  E_ENGINE_REFUSED: EXIT.failed,
  /** What answered speaks another language than the one we know. */
  E_ANSWER_INVALID: EXIT.failed,
  /** The engine, or the host, has no such thing. */
  E_NOT_FOUND: EXIT.failed,
  /** A step of a build failed, or its Dockerfile is none. */
  E_BUILD_FAILED: EXIT.failed,
  /** The folder is in no repository of git. */
  E_NO_REPOSITORY: EXIT.usage,
  /** There is no such commit, or none at all yet. */
  E_NO_COMMIT: EXIT.failed,
  /** Files differ from the commit that was asked for. */
  E_TREE_DIRTY: EXIT.failed,
  E_TLS: EXIT.tls,
  E_CERTS_FOREIGN: EXIT.tls,
  E_SSH_HOST_KEY: EXIT.failed,
  E_SSH_FAILED: EXIT.failed,
  E_TOOL_MISSING: EXIT.failed,
  E_TOOL_FAILED: EXIT.failed,
  E_TIMED_OUT: EXIT.timedOut,
  E_CANCELLED: EXIT.failed,
} as const;

export type ErrorCode = keyof typeof ERROR_EXIT;

/** An error as it travels: what `--json` prints and what the supervisor's socket carries. */
export const WireError = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});
export type WireError = z.infer<typeof WireError>;

/** A failure with a stable code, a message that names the thing and the cause, and a hint that says the next step. */
export class SlipwayError extends Error {
  override readonly name = 'SlipwayError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The travelling form of anything thrown; what we did not expect becomes E_INTERNAL, its message kept. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof SlipwayError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
    };
  }
  if (thrown instanceof z.ZodError) return notUnderstood(thrown);
  return { code: 'E_INTERNAL', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Answers of the engine are parsed where they arrive; that one is not as it should be is no fault of ours. */
function notUnderstood({ issues }: z.ZodError): WireError {
  const first = issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.') || 'it'}: ${message}`);
  return {
    code: 'E_ANSWER_INVALID',
    message: `an answer was not understood (${first.join('; ')})`,
    hint: 'An engine of another version may speak otherwise; slipway logs engine may say more.',
  };
}

/** The error a wire form stands for; a code this version does not know is kept in the message. */
export function fromWireError(wire: WireError): SlipwayError {
  const options = wire.hint === undefined ? {} : { hint: wire.hint };
  return isErrorCode(wire.code)
    ? new SlipwayError(wire.code, wire.message, options)
    : new SlipwayError('E_INTERNAL', `${wire.code}: ${wire.message}`, options);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_EXIT, code);
}
