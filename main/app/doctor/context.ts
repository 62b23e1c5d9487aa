// Where the docker client of this shell would go.

import type { Finding } from '../../../preload/contract/machines.ts';
import { contextName, inspectDockerContext } from '../../env/context.ts';
import { compareWithShell, dockerExports } from '../../env/exports.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { ok, warning, type Check, type Patient } from './finding.ts';

export const checkContext: Check = async ({ app, machine, status }) => {
  if (machine === undefined) return [];
  const { name, owner, isCurrent } = await inspectDockerContext(machine.name, app.env);
  if (owner === 'foreign') {
    const cause = 'It was made, or changed, by somebody else; Slipway leaves it alone.';
    const fix = `docker context rm ${name}; the next start makes it anew.`;
    return [warning('context', `the docker context ${name} is not ours`, cause, fix)];
  }
  if (owner === 'absent' && status?.state.kind === 'running') {
    const cause = 'It was removed, or could not be written when the machine started.';
    return [
      warning('context', `there is no docker context ${name}`, cause, `slipway up --machine ${machine.name}`),
    ];
  }
  if (owner === 'absent') return [ok('context', 'no docker context yet; the first start makes it')];
  return [ok('context', `docker context ${name}${isCurrent ? ' is in use' : ''}`)];
};

export const checkShell: Check = async (patient) => {
  const finding = judgeShell(patient);
  return finding === undefined ? [] : [finding];
};

/** Variables of the shell that lead docker elsewhere, whatever context is in use. */
function judgeShell({ app, machine, status }: Patient): Finding | undefined {
  if (machine === undefined || status?.state.kind !== 'running') return undefined;
  const wanted = dockerExports({
    machine: machine.name,
    port: status.ports.engine,
    certs: machine.paths.certs,
  });
  const comparison = compareWithShell(app.env, wanted);
  switch (comparison) {
    case 'set':
      return ok('shell', 'this shell has the settings');
    case 'unset':
      return ok(
        'shell',
        `this shell has no settings; docker context use ${contextName(machine.name)} needs none`,
      );
    case 'stale':
      return warning(
        'shell',
        'this shell has other settings',
        `DOCKER_HOST is ${JSON.stringify(app.env['DOCKER_HOST'] ?? '')} where ${wanted.DOCKER_HOST} is wanted.`,
        `eval "$(slipway env --machine ${machine.name})"`,
      );
    default:
      return assertNever(comparison);
  }
}
