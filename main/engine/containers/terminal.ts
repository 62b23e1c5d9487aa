// A program started in a running container, with a terminal of its own.

import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Engine } from '../docker.ts';

export interface TerminalWish {
  command: readonly string[];
  user?: string | undefined;
  columns: number;
  rows: number;
}

export interface Terminal {
  /** What the program writes, and what it reads. */
  readonly socket: Duplex;
  resize(columns: number, rows: number): Promise<void>;
  /** The program, as the guest sees it; undefined once it has ended. */
  pid(): Promise<{ pid: number; container: string } | undefined>;
  /** Undefined while it runs, and where nobody knows. */
  exitCode(): Promise<number | undefined>;
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
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
      Cmd: [...wish.command],
      ConsoleSize: size,
      Env: ['TERM=xterm-256color'],
      ...(wish.user === undefined ? {} : { User: wish.user }),
    }),
  );
  // dockerode makes one of whatever it was told.
  Made.parse(exec);
  const socket = await engine.ask(() => exec.start({ hijack: true, stdin: true, Tty: true }));
  const describe = async () => Described.parse(await engine.ask(() => exec.inspect()));
  return {
    socket,
    resize: async (columns, rows) => void (await engine.ask(() => exec.resize({ w: columns, h: rows }))),
    pid: async () => {
      const { Running, Pid, ContainerID } = await describe();
      return Running && Pid > 1 ? { pid: Pid, container: ContainerID } : undefined;
    },
    exitCode: async () => {
      const { Running, ExitCode } = await describe();
      return Running ? undefined : (ExitCode ?? undefined);
    },
  };
}
