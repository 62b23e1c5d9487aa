// What is done to containers: started, stopped, paused, killed, removed, renamed.

import { assertNever } from '../../lib/assert-never.ts';
import type { ContainerAction } from '../../../preload/contract/containers.ts';
import type { Docker, Engine } from '../docker.ts';

/** Does one thing to one container. @throws E_NOT_FOUND, E_CONFLICT, E_ENGINE_REFUSED */
export async function actOnContainer(engine: Engine, id: string, action: ContainerAction): Promise<void> {
  await engine
    .ask((docker) => act(docker.getContainer(id), action))
    .catch((thrown: unknown) => {
      if (!isDoneAlready(thrown)) throw thrown;
    });
}

export async function renameContainer(engine: Engine, id: string, name: string): Promise<void> {
  await engine.ask((docker) => docker.getContainer(id).rename({ name }));
}

function act(container: ReturnType<Docker['getContainer']>, action: ContainerAction): Promise<unknown> {
  switch (action.kind) {
    case 'start':
      return container.start();
    case 'pause':
      return container.pause();
    case 'unpause':
      return container.unpause();
    case 'stop':
      return container.stop(graceOf(action));
    case 'restart':
      return container.restart(graceOf(action));
    case 'kill':
      return container.kill({ signal: action.signal });
    case 'remove':
      return container.remove({ force: action.force, v: action.volumes });
    default:
      return assertNever(action);
  }
}

function graceOf({ graceSeconds }: { graceSeconds?: number | undefined }): { t?: number } {
  return graceSeconds === undefined ? {} : { t: graceSeconds };
}

/** 304 Not Modified: it is started, or stopped, already. */
function isDoneAlready(thrown: unknown): boolean {
  const { cause } = (thrown ?? {}) as { cause?: { statusCode?: number } };
  return cause?.statusCode === 304;
}
