// Containers are run as the form, or a pasted line, says; what runs can be told as a line again, changed and cleared away.

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { plainRun, type RunSpec } from '../../preload/contract/run-spec.ts';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, importBusybox, IMAGE } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
let client: ContractClient;
let containers: ContractClient['containers'];

beforeAll(async () => {
  vi.stubEnv('XDG_RUNTIME_DIR', slipway.env['XDG_RUNTIME_DIR']);
  await importBusybox(slipway);
  client = contractClient(slipway);
  containers = client.containers;
});
afterEach(async () => {
  const made = await dockerOutput(slipway, 'ps', '-aq', '--filter', 'name=run-test');
  if (made !== '') await dockerOutput(slipway, 'rm', '-fv', ...made.split('\n'));
});
afterAll(async () => {
  await docker(slipway, ['volume', 'rm', '-f', 'run-test-data']);
  client.close();
  vi.unstubAllEnvs();
});

const runLine = async (line: string) =>
  containers.run({ machine, spec: await containers.parseRun({ line }) });
const code = (name: string) => expect.objectContaining({ code: name });
const sleeper = (spec: Partial<RunSpec> = {}): RunSpec => ({
  ...plainRun(IMAGE),
  name: 'run-test',
  command: ['sleep', '600'],
  ...spec,
});

describe('a run', () => {
  test('is what its line says: variables of a file and its own, a volume, a user, a working folder', async () => {
    const file = join(slipway.home, 'settings.env');
    await writeFile(file, '# settings\nFROM_FILE=a b\nBOTH=file\nNO_VALUE\n');
    const { id, warnings } = await runLine(
      `docker run -d --name run-test --env-file '${file}' -e BOTH=line -v run-test-data:/data ` +
        `--tmpfs /scratch -u 7:8 -w /data --entrypoint '' ${IMAGE} ` +
        `busybox sh -c 'echo $FROM_FILE $BOTH $(busybox id -u) $PWD; busybox sleep 600'`,
    );
    expect(warnings).toEqual([expect.stringContaining('NO_VALUE has no value')]);
    await eventually(
      'its first line',
      30_000,
      async () => (await docker(slipway, ['logs', id])).stdout !== '',
    );
    expect(await dockerOutput(slipway, 'logs', id)).toBe('a b line 7 /data');
    await expect(containers.inspect({ machine, id })).resolves.toMatchObject({ Name: '/run-test' });
  });

  test('of an image that is not there says how to get it', async () => {
    await expect(containers.run({ machine, spec: plainRun('absent/image:1') })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: 'the machine has no image absent/image:1',
      hint: 'Pull it first: docker pull absent/image:1',
    });
  });

  test('that cannot be started stays to be looked at, as with docker run', async () => {
    await expect(
      containers.run({ machine, spec: sleeper({ entrypoint: ['/absent'] }) }),
    ).rejects.toMatchObject({
      code: 'E_ENGINE_REFUSED',
      message: expect.stringContaining('/absent'),
      hint: expect.stringContaining('run-test is made and does not run'),
    });
    expect(await dockerOutput(slipway, 'inspect', '-f', '{{.State.Status}}', 'run-test')).toBe('created');
  });

  test('under a name that is taken makes nothing', async () => {
    await containers.run({ machine, spec: sleeper() });
    await expect(containers.run({ machine, spec: sleeper() })).rejects.toEqual(code('E_CONFLICT'));
  });

  test('reads no file outside of the home and the temporary folder', async () => {
    const spec = sleeper({ envFiles: ['/etc/hostname'] });
    await expect(containers.run({ machine, spec })).rejects.toEqual(code('E_NO_PERMISSION'));
    await expect(containers.run({ machine, spec: sleeper({ envFiles: ['a.env'] }) })).rejects.toEqual(
      code('E_USAGE'),
    );
  });

  test('of more than fits into a URL is made all the same', async () => {
    const value = 'x'.repeat(20_000);
    const labels = Array.from({ length: 20 }, (_, index) => ({ name: `label-${index}`, value }));
    await containers.run({ machine, spec: sleeper({ labels }) });
    const { spec } = await containers.asRun({ machine, id: 'run-test' });
    expect(spec.labels).toHaveLength(20);
  });
});

describe('what the docker client made is told as the line it was made with', () => {
  /** Ports and mounts are kept as sets by the engine; variables are sent in any order by the client. */
  const inOrder = (spec: RunSpec) => ({
    ...spec,
    env: [...spec.env].sort((a, b) => (a.name < b.name ? -1 : 1)),
    ports: [...spec.ports].sort((a, b) => a.containerPort - b.containerPort),
    mounts: [...spec.mounts].sort((a, b) => (a.target < b.target ? -1 : 1)),
  });

  test.each([
    `-it -p 8080:80 -p 127.0.0.1::90/udp -p 0.0.0.0:1000-1001:1000-1001 -p 91 -P ${IMAGE} sleep 1`,
    `-v run-test-data:/d -v /tmp:/x:ro -v /scratch --tmpfs /run:ro ${IMAGE}`,
    `--mount type=volume,source=run-test-data,target=/a:b ${IMAGE}`,
    `-e A=b -e 'C=a "b" $c' -e ABSENT_EVERYWHERE -e PATH=/x -l x=y -l z ${IMAGE} echo 'a  b'`,
    `--health-cmd 'true || false' --health-interval 1m30s --health-retries 2 ${IMAGE}`,
    `--no-healthcheck --privileged --rm --init --read-only ${IMAGE}`,
    `--cpus 0.5 -m 64m --pids-limit 33 --restart on-failure:3 ${IMAGE}`,
    `--cap-add NET_ADMIN --cap-drop MKNOD --add-host a=1.2.3.4 --dns 1.1.1.1 -h host.x -u 1:1 -w /w ${IMAGE}`,
    `--network none --entrypoint '' ${IMAGE} busybox true`,
    `--network host --entrypoint /bin/sh -i ${IMAGE} -c 'exit 3'`,
  ])('%s', async (options) => {
    const args = `--name run-test ${options}`;
    const spec = await containers.parseRun({ line: `docker run ${args}` });
    // The line goes through a real shell and the real client.
    const exports = await slipway.output('env', '--shell', 'sh');
    await run('sh', ['-c', `${exports}\ndocker create ${args}`], { env: slipway.env });
    const told = await containers.asRun({ machine, id: 'run-test' });
    expect(inOrder(told.spec)).toEqual(inOrder(spec));
    expect(inOrder(await containers.parseRun({ line: told.line }))).toEqual(inOrder(spec));
    expect(await containers.explainRun({ spec: told.spec })).toBe(told.line);
    expect(told.leftOut).toEqual([]);
  });
});

test('what a line of ours cannot say of a container is named', async () => {
  await dockerOutput(
    slipway,
    'create',
    '--name',
    'run-test',
    '--ulimit',
    'nofile=9',
    '--shm-size',
    '1m',
    IMAGE,
  );
  const { leftOut } = await containers.asRun({ machine, id: 'run-test' });
  expect(leftOut).toEqual(['--ulimit', '--shm-size']);
});

test('limits and the restart policy change while it runs; what is not named stays', async () => {
  await containers.run({ machine, spec: sleeper({ limits: { memoryBytes: 2 ** 26, pids: 50 } }) });
  const restart = { name: 'on-failure' as const, maximumRetries: 2 };
  await containers.update({
    machine,
    id: 'run-test',
    limits: { memoryBytes: 2 ** 28, cpus: 0.5 },
    restart,
  });
  await containers.update({ machine, id: 'run-test', limits: {} });
  const { spec } = await containers.asRun({ machine, id: 'run-test' });
  expect(spec).toMatchObject({ limits: { memoryBytes: 2 ** 28, cpus: 0.5, pids: 50 }, restart });
  await containers.update({ machine, id: 'run-test', limits: { pids: 0 } });
  const { spec: lifted } = await containers.asRun({ machine, id: 'run-test' });
  expect(lifted.limits).toEqual({ memoryBytes: 2 ** 28, cpus: 0.5 });
  const words = ['busybox', 'cat', '/sys/fs/cgroup/pids.max'];
  expect(await dockerOutput(slipway, 'exec', 'run-test', ...words)).toBe('max');
});

test('prune takes the containers that do not run, and tells what that freed', async () => {
  await containers.run({ machine, spec: sleeper() });
  const writes = ['sh', '-c', 'busybox dd if=/dev/zero of=/big bs=1024 count=64'];
  const { id } = await containers.run({ machine, spec: sleeper({ name: 'run-test-done', command: writes }) });
  await dockerOutput(slipway, 'wait', id);
  const { removed, freedBytes } = await containers.prune({ machine });
  expect(removed).toContain(id);
  expect(freedBytes).toBeGreaterThanOrEqual(65_536);
  expect(await dockerOutput(slipway, 'ps', '-q', '--filter', 'name=run-test')).not.toBe('');
});

describe('who holds a port', () => {
  const check = (port: number, protocol: 'tcp' | 'udp' = 'tcp') =>
    containers.checkPort({ machine, port, protocol });

  test('a container of the machine, by its name, and only for its protocol', async () => {
    await containers.run({
      machine,
      spec: sleeper({ ports: [{ hostPort: 18_431, containerPort: 80, protocol: 'tcp' }] }),
    });
    const { holder, nextFree } = await check(18_431);
    expect(holder).toBe('the container run-test');
    expect(nextFree).toBeGreaterThan(18_431);
    expect(await check(18_431, 'udp')).toEqual({});
  });

  test('a program of this computer, by its name and number', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { holder, nextFree } = await check(port);
    server.close();
    expect(holder).toContain(`(process ${process.pid})`);
    expect(nextFree).toBeGreaterThan(port);
    await once(server, 'close');
    expect(await check(port)).toEqual({});
  });

  test('the machine itself, for its engine and what it keeps for itself', async () => {
    const { ports } = await slipway.info();
    expect((await check(ports.engine)).holder).toBe('the machine itself');
    expect((await check(22)).holder).toBe('the machine itself');
  });
});
