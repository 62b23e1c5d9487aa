// `slipway network create`: a network, its addresses chosen by the engine unless they are given.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';
import { usageError } from '../usage.ts';

const DRIVERS = ['bridge', 'macvlan', 'ipvlan'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args, flag } = input;
  const [network = ''] = args;
  const driver = driverOf(input.value('driver') ?? 'bridge');
  const [subnet, gateway] = [input.value('subnet'), input.value('gateway')];
  const addresses = {
    ...(subnet === undefined ? {} : { subnet }),
    ...(gateway === undefined ? {} : { gateway }),
  };
  return withService(input, async ({ networks }) => {
    await networks.create({ machine, network, driver, internal: flag('internal'), ...addresses });
    terminal.out(network);
  });
}

function driverOf(word: string): (typeof DRIVERS)[number] {
  const driver = DRIVERS.find((known) => known === word);
  if (driver !== undefined) return driver;
  throw usageError(`--driver ${word}: no such driver`, `There are ${DRIVERS.join(', ')}.`);
}
