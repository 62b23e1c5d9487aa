// A `docker run` line is understood whole, or refused by the word that is not understood.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainRun, RunSpec } from '../../../../preload/contract/run-spec.ts';
import { formatRunLine } from '../../../../main/engine/run-line/format.ts';
import { parseRunLine } from '../../../../main/engine/run-line/parse.ts';
import { runSpecs, withMountsInOrder } from './specs.ts';

const attached = (image: string) => ({ ...plainRun(image), detach: false });
const refused = (message: string) => expect.objectContaining({ code: 'E_USAGE', message });
const refusal = (line: string) => {
  try {
    parseRunLine(line);
  } catch (thrown) {
    return thrown;
  }
  return undefined;
};

test('what is written is read back the same, whatever is in it', () => {
  fc.assert(
    fc.property(runSpecs, (spec) => {
      const line = formatRunLine(spec);
      expect(withMountsInOrder(parseRunLine(line))).toEqual(withMountsInOrder(spec));
      expect(formatRunLine(parseRunLine(line))).toBe(line);
    }),
    { numRuns: 500 },
  );
});

test('any text is a run or a refusal with a reason, in good time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (rest) => {
      const thrown = refusal(`docker run ${rest}`);
      expect(thrown === undefined || (thrown as { code?: string }).code === 'E_USAGE').toBe(true);
    }),
  );
});

describe('lines as they are found in manuals', () => {
  test.each([
    'docker run nginx',
    '$ docker run nginx',
    '  sudo docker run nginx  ',
    'docker container run nginx',
    'docker run \\\n  nginx\n',
    'docker run nginx # and look at it',
    'docker run -- nginx',
    'docker run --rm=false nginx',
    'docker run -i=0 nginx',
  ])('%j is a run of nginx', (line) => {
    expect(parseRunLine(line)).toEqual(attached('nginx'));
  });

  test('a database with everything it wants', () => {
    const line = String.raw`$ docker run -d --name=db \
        -e POSTGRES_PASSWORD='it'\''s $ecret' -e "GREETING=hello \"you\"" -eTZ=UTC -e HOME \
        -p 127.0.0.1:5432:5432 -p8000-8001:80-81 -p 53:53/udp -p [::1]::443 -p 9000 \
        -v data:/var/lib/postgresql/data -v /srv/init:/init:ro -v /scratch --tmpfs /run \
        --mount type=bind,src=/a:b,dst=/c,readonly --mount '"source=with,comma",target=/d' \
        --net back --restart on-failure:3 -m 1.5g --cpus .5 --pids-limit 100 \
        --health-cmd 'pg_isready || exit 1' --health-interval 1m30s --health-retries 3 \
        --add-host=host.docker.internal=172.17.0.1 --dns 1.1.1.1 -l a=b=c -l plain \
        -u 70:70 -w /srv -h db.local --cap-add NET_ADMIN --cap-drop MKNOD --init --read-only \
        --entrypoint docker-entrypoint.sh postgres:16 postgres -c 'max_connections=10'`;
    expect(parseRunLine(line)).toEqual({
      ...plainRun('postgres:16'),
      name: 'db',
      env: [
        { name: 'POSTGRES_PASSWORD', value: "it's $ecret" },
        { name: 'GREETING', value: 'hello "you"' },
        { name: 'TZ', value: 'UTC' },
        { name: 'HOME' },
      ],
      ports: [
        { hostAddress: '127.0.0.1', hostPort: 5432, containerPort: 5432, protocol: 'tcp' },
        { hostPort: 8000, containerPort: 80, protocol: 'tcp' },
        { hostPort: 8001, containerPort: 81, protocol: 'tcp' },
        { hostPort: 53, containerPort: 53, protocol: 'udp' },
        { hostAddress: '::1', containerPort: 443, protocol: 'tcp' },
        { containerPort: 9000, protocol: 'tcp' },
      ],
      mounts: [
        { kind: 'volume', source: 'data', target: '/var/lib/postgresql/data', readOnly: false },
        { kind: 'bind', source: '/srv/init', target: '/init', readOnly: true },
        { kind: 'volume', target: '/scratch', readOnly: false },
        { kind: 'tmpfs', target: '/run', readOnly: false },
        { kind: 'bind', source: '/a:b', target: '/c', readOnly: true },
        { kind: 'volume', source: 'with,comma', target: '/d', readOnly: false },
      ],
      network: 'back',
      restart: { name: 'on-failure', maximumRetries: 3 },
      limits: { memoryBytes: 1.5 * 2 ** 30, cpus: 0.5, pids: 100 },
      health: { command: 'pg_isready || exit 1', intervalMs: 90_000, retries: 3 },
      extraHosts: ['host.docker.internal:172.17.0.1'],
      dns: ['1.1.1.1'],
      labels: [
        { name: 'a', value: 'b=c' },
        { name: 'plain', value: '' },
      ],
      user: '70:70',
      workdir: '/srv',
      hostname: 'db.local',
      capAdd: ['NET_ADMIN'],
      capDrop: ['MKNOD'],
      init: true,
      readOnly: true,
      entrypoint: ['docker-entrypoint.sh'],
      command: ['postgres', '-c', 'max_connections=10'],
    });
  });

  test('letters stand together, the last with its value; what follows the image is the command’s', () => {
    expect(parseRunLine('docker run -itP -u0 --rm alpine sh -c -it --rm')).toEqual({
      ...attached('alpine'),
      interactive: true,
      tty: true,
      publishAll: true,
      user: '0',
      autoRemove: true,
      command: ['sh', '-c', '-it', '--rm'],
    });
  });

  test('the image’s own entrypoint and health check are switched off as docker does it', () => {
    const spec = parseRunLine("docker run --entrypoint '' --no-healthcheck alpine true");
    expect(spec).toEqual({ ...attached('alpine'), entrypoint: [], health: {}, command: ['true'] });
  });

  test('nothing, and less, are no limit', () => {
    expect(parseRunLine('docker run -m 0 --cpus 0 --pids-limit -1 a').limits).toEqual({});
  });
});

describe('what is refused is named', () => {
  test.each([
    ['', 'there is no line'],
    ['podman run a', 'podman run: not a docker run'],
    ['docker ps', 'docker ps: not a docker run'],
    ['docker run', 'the line names no image to run'],
    ['docker run --gpus all a', '--gpus is not understood here'],
    ['docker run -itq a', '-q is not understood here'],
    ['docker run --ulimit=nofile=1 a', '--ulimit is not understood here'],
    ['docker run -e', '-e needs a value'],
    ['docker run -e =x a', '=x: there is no name before the ='],
    ['docker run --rm=maybe a', '--rm=maybe: it is on or off: true or false'],
    ['docker run -m lots a', 'not a size: lots'],
    ['docker run --cpus many a', 'not a number of processors: many'],
    ['docker run --restart sometimes a', '--restart sometimes: not a restart policy'],
    ['docker run --restart always:3 a', '--restart always:3: not a restart policy'],
    ['docker run --network a --network b c', '--network b: a second network'],
    ['docker run -v ./here:/there a', '--volume ./here:/there: the folder’s path does not start at /'],
    ['docker run -v a:/b:z a', '--volume a:/b:z: z is not understood here'],
    ['docker run --tmpfs /a:size=1m b', '--tmpfs /a:size=1m: size=1m is not understood here'],
    [
      'docker run --mount type=bind,target=/a,source=/b,bind-propagation=shared c',
      '--mount type=bind,target=/a,source=/b,bind-propagation=shared: bind-propagation=shared is not understood here',
    ],
    [
      'docker run --mount type=npipe,target=/a b',
      '--mount type=npipe,target=/a: type=npipe is not understood here',
    ],
    ['docker run -p 80:http a', '--publish 80:http: not a port to publish'],
    ['docker run -p 70000:80 a', '--publish 70000:80: not a port to publish'],
    ['docker run -p 1-65535 a', '--publish 1-65535: more than 1000 ports'],
    ['docker run -p 1-900 -p 1001-1200 a', '--publish 1001-1200: more than 1000 ports'],
    ['docker run -p localhost:80:80 a', '--publish localhost:80:80: not a port to publish'],
    ['docker run -p 8000-8009:80 a', '--publish 8000-8009:80: the two ranges are not of one length'],
    [
      'docker run --no-healthcheck --health-cmd x a',
      '--no-healthcheck does not go together with --health-cmd and its like',
    ],
    [
      'docker run --health-interval 1s a',
      '--health-interval and its like are understood here only with --health-cmd',
    ],
    ['docker run UPPER:!', 'UPPER:! is not the name of an image'],
    ['docker run --name /x a', expect.stringContaining('name: ')],
  ])('%j', (line, message) => {
    expect(refusal(line)).toEqual(refused(message as string));
  });

  test('a label’s name that a line cannot say is refused when it is written, not bent', () => {
    const spec = { ...plainRun('a'), labels: [{ name: 'a=b', value: 'c' }] };
    expect(() => formatRunLine(spec)).toThrow(
      refused('a name cannot hold a =, since docker run splits there: a=b'),
    );
  });
});

test('an entrypoint’s further words go before the command, where the line has a place for them', () => {
  const spec = RunSpec.parse({ ...plainRun('a'), entrypoint: ['sh', '-c'], command: ['echo hi'] });
  expect(formatRunLine(spec)).toBe("docker run -d --entrypoint sh a -c 'echo hi'");
});

test('a line reads as a person would have written it', () => {
  const spec = {
    ...plainRun('nginx:1.27'),
    name: 'web',
    interactive: true,
    tty: true,
    ports: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' as const }],
    env: [{ name: 'GREETING', value: "it's me" }],
    limits: { memoryBytes: 512 * 2 ** 20, cpus: 1.5 },
  };
  expect(formatRunLine(spec)).toBe(
    String.raw`docker run -dit --name web -p 8080:80 -e 'GREETING=it'\''s me' -m 512m --cpus 1.5 nginx:1.27`,
  );
});
