// Networks in a real engine: made with their addresses, joined and left by containers, removed.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
const network = 'networks-test';
let client: ContractClient;
beforeAll(async () => {
  await importBusybox(slipway);
  client = contractClient(slipway);
});
afterAll(async () => {
  await docker(slipway, ['rm', '-f', 'networks-one']);
  await docker(slipway, ['network', 'rm', network]);
  client.close();
});

const code = (name: string) => expect.objectContaining({ code: name });

test('a network has the addresses it was given, once, and a container comes and goes', async () => {
  const wishes = { machine, network, driver: 'bridge' as const, internal: true };
  await client.networks.create({ ...wishes, subnet: '10.98.7.0/24', gateway: '10.98.7.9' });
  expect(await client.networks.inspect({ machine, network })).toMatchObject({
    Internal: true,
    IPAM: { Config: [{ Subnet: '10.98.7.0/24', Gateway: '10.98.7.9' }] },
  });
  await expect(client.networks.create(wishes)).rejects.toEqual(code('E_CONFLICT'));
  const overlapping = { ...wishes, network: 'networks-other', subnet: '10.98.7.0/24' };
  await expect(client.networks.create(overlapping)).rejects.toEqual(code('E_ENGINE_REFUSED'));

  await dockerOutput(slipway, 'run', '-d', '--name', 'networks-one', IMAGE, 'sleep', '600');
  await client.networks.connect({ machine, network, container: 'networks-one' });
  expect(await dockerOutput(slipway, 'exec', 'networks-one', 'busybox', 'ip', 'address')).toContain(
    '10.98.7.',
  );
  const [inUse] = await client.networks.remove({ machine, networks: [network] });
  expect(inUse?.error?.message).toContain('active endpoints');
  await client.networks.disconnect({ machine, network, container: 'networks-one', force: false });
  expect(await client.networks.inspect({ machine, network })).toMatchObject({ Containers: {} });
  const again = client.networks.disconnect({ machine, network, container: 'networks-none', force: false });
  await expect(again).rejects.toEqual(code('E_NOT_FOUND'));
});

test('what nobody is on is pruned; the engine’s own three stay', async () => {
  expect((await client.networks.prune({ machine })).removed).toContain(network);
  expect(await client.networks.remove({ machine, networks: ['bridge', network] })).toMatchObject([
    { id: 'bridge', error: { code: 'E_ENGINE_REFUSED' } },
    { id: network, error: { code: 'E_NOT_FOUND' } },
  ]);
});
