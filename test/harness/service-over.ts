// The whole service over one fake engine: what a window or the command line would be told of it.

import { openService, type Service } from '../../main/app/handlers.ts';
import { WEB_ABILITIES } from '../../main/web/abilities.ts';
import { fakeSupervisors, RUNNING } from '../fakes/supervisors.ts';
import { clientOf, type ContractClient } from './contract-client.ts';
import type { FakeEngine } from './fake-engine.ts';

/** The machine `default` runs, as far as the service is told. */
export function serviceOver(engine: FakeEngine): Service {
  const ports = { engine: engine.endpoint.port, ssh: 1 };
  const supervisors = fakeSupervisors({ statuses: [{ ...RUNNING, ports }] });
  return openService({ home: engine.home, env: {}, supervisors }, WEB_ABILITIES);
}

/** A client of it, as a window is one. */
export function clientOver(engine: FakeEngine): ContractClient {
  return clientOf(serviceOver(engine));
}
