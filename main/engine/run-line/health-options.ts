// The options of `docker run` that say how a container's health is looked at.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { HealthCheck, RunSpec } from '../../../preload/contract/run-spec.ts';
import type { RunOption } from './run-option.ts';
import { formatDuration, parseCount, parseDuration } from './quantities.ts';

type DurationField = 'intervalMs' | 'timeoutMs' | 'startPeriodMs';

export const HEALTH_OPTIONS: readonly RunOption[] = [
  {
    long: 'health-cmd',
    takes: 'value',
    set: (spec, value) => {
      if (value !== '') change(spec, { command: value });
    },
    values: (spec) => (hasCommand(spec.health) ? [spec.health.command] : []),
  },
  duration('health-interval', 'intervalMs'),
  duration('health-timeout', 'timeoutMs'),
  duration('health-start-period', 'startPeriodMs'),
  {
    long: 'health-retries',
    takes: 'value',
    set: (spec, value) => change(spec, { retries: parseCount(value) }),
    values: ({ health }) => (hasCommand(health) && health.retries !== undefined ? [`${health.retries}`] : []),
  },
  {
    long: 'no-healthcheck',
    takes: 'nothing',
    set: (spec, on) => {
      if (on) change(spec, {});
    },
    isSet: ({ health }) => health !== undefined && !hasCommand(health),
  },
];

/**
 * Whether what was said of the health goes together; known only when all options are read.
 * @param off whether `--no-healthcheck` was among them
 * @throws E_USAGE
 */
export function checkHealth({ health }: RunSpec, off: boolean): void {
  if (health === undefined || (off ? Object.keys(health).length === 0 : hasCommand(health))) return;
  throw off
    ? new SlipwayError('E_USAGE', '--no-healthcheck does not go together with --health-cmd and its like')
    : new SlipwayError(
        'E_USAGE',
        '--health-interval and its like are understood here only with --health-cmd',
        {
          hint: 'Write the image’s own check behind --health-cmd as well.',
        },
      );
}

function duration(long: string, field: DurationField): RunOption {
  return {
    long,
    takes: 'value',
    set: (spec, value) => change(spec, { [field]: parseDuration(value) }),
    values: ({ health }) => {
      const ms = health?.[field];
      return hasCommand(health) && ms !== undefined ? [formatDuration(ms)] : [];
    },
  };
}

function change(spec: RunSpec, says: HealthCheck): void {
  spec.health = { ...spec.health, ...says };
}

function hasCommand(health: HealthCheck | undefined): health is HealthCheck & { command: string } {
  return health?.command !== undefined && health.command !== '';
}
