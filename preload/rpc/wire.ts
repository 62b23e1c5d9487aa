// What carries messages: two ends that exchange texts in order, whatever lies between (a socket, a port, memory).

/** One end. Messages arrive whole and in order; nothing arrives after close. */
export interface Wire {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  /** Called once, also when this end closes it. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Longer messages close the wire: nothing we say needs more, and a peer must not fill our memory. */
export const MAX_MESSAGE_LENGTH = 4 * 1024 * 1024;

/** Two ends in one process; delivery is asynchronous, as on every other wire. */
export function memoryWires(): [Wire, Wire] {
  const one = createEnd();
  const other = createEnd();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    queueMicrotask(() => {
      one.closed();
      other.closed();
    });
  };
  const sendTo = (end: End) => (text: string) => {
    if (open) queueMicrotask(() => end.received(text));
  };
  return [
    { ...one.listening, send: sendTo(other), close },
    { ...other.listening, send: sendTo(one), close },
  ];
}

interface End {
  received(text: string): void;
  closed(): void;
  listening: Pick<Wire, 'onMessage' | 'onClose'>;
}

function createEnd(): End {
  let onMessage: ((text: string) => void) | undefined;
  let onClose: (() => void) | undefined;
  return {
    received: (text) => onMessage?.(text),
    closed: () => onClose?.(),
    listening: {
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
    },
  };
}
