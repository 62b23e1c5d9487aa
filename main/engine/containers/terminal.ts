// A program started in a running container, with a terminal of its own or with pipes.

import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Engine } from '../docker.ts';

export interface TerminalWish {
  command: readonly string[];
  user?: string | undefined;
  tty: boolean;
  /** Whether it is given anything to read. */
  interactive: boolean;
  columns: number;
  rows: number;
}

export interface Terminal {
  /** What the program writes, and what it reads. */
  readonly socket: Duplex;
  /** With one, output and errors come as one; without, in the engine's frames. */
  readonly isTty: boolean;
  resize(columns: number, rows: number): Promise<void>;
  /** The program, as the guest sees it; undefined once it has ended, and where it is nobody's to end. */
  pid(): Promise<{ pid: number; container: string } | undefined>;
  /** Undefined while it runs, and where nobody knows. */
  exitCode(): Promise<number | undefined>;
  /** Lets go of the connection. */
  close(): void;
}

const Made = z.object({ id: z.string() });
const Described = z.object({
  Running: z.boolean(),
  ExitCode: z.int().nullish(),
  Pid: z.int(),
  ContainerID: z.string(),
});

/** @throws E_NOT_FOUND, E_CONFLICT if the container does not run, E_ENGINE_REFUSED if there is no such program */
export async function startTerminal(engine: Engine, id: string, wish: TerminalWish): Promise<Terminal> {
  const size: [number, number] = [wish.rows, wish.columns];
  const exec = await engine.ask((docker) =>
    docker.getContainer(id).exec({
      AttachStdin: wish.interactive,
      AttachStdout: true,
      AttachStderr: true,
      Tty: wish.tty,
      Cmd: [...wish.command],
      ...(wish.tty ? { ConsoleSize: size, Env: ['TERM=xterm-256color'] } : {}),
      ...(wish.user === undefined ? {} : { User: wish.user }),
    }),
  );
  // dockerode makes one of whatever it was told.
  Made.parse(exec);
  const socket = await engine.ask(() => exec.start({ hijack: true, stdin: true, Tty: wish.tty }));
  const describe = async () => Described.parse(await engine.ask(() => exec.inspect()));
  return {
    socket,
    isTty: wish.tty,
    resize: async (columns, rows) => void (await engine.ask(() => exec.resize({ w: columns, h: rows }))),
    pid: async () => {
      const { Running, Pid, ContainerID } = await describe();
      return Running && Pid > 1 ? { pid: Pid, container: ContainerID } : undefined;
    },
    exitCode: async () => {
      const { Running, ExitCode } = await describe();
      return Running ? undefined : (ExitCode ?? undefined);
    },
    close: () => void socket.destroy(),
  };
}
