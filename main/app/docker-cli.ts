// The docker command line, which is the user's own: looked at, never needed.

import { run } from '../lib/exec.ts';

export interface DockerCli {
  /** `26.1.5` */
  version: string;
}

/** The docker CLI on PATH, or undefined. */
export async function findDockerCli(): Promise<DockerCli | undefined> {
  try {
    const { stdout } = await run('docker', ['--version'], { timeoutMs: 5_000 });
    return { version: /\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim() };
  } catch {
    return undefined;
  }
}
