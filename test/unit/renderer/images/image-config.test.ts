// An image's configuration, read from the engine's account of it.

import { expect, it } from 'vitest';
import { readImageConfig } from '../../../../renderer/features/images/image-config.ts';

it('reads how an image wants to be run', () => {
  const config = readImageConfig({
    Os: 'linux',
    Architecture: 'arm64',
    Variant: 'v8',
    Config: {
      Cmd: ['serve'],
      Env: ['PATH=/bin', 'QUERY=a=b', 'EMPTY'],
      ExposedPorts: { '80/tcp': {} },
      Volumes: { '/data': {} },
      Labels: { team: 'shop' },
    },
  });
  expect(config).toMatchObject({
    command: ['serve'],
    platform: 'linux/arm64/v8',
    ports: ['80/tcp'],
    volumes: ['/data'],
  });
  expect(config.env).toEqual([
    ['PATH', '/bin'],
    ['QUERY', 'a=b'],
    ['EMPTY', ''],
  ]);
  expect(config.labels).toEqual([['team', 'shop']]);
});

it('leaves out what an engine says in another form instead of failing', () => {
  const config = readImageConfig({ Os: 7, Config: { Cmd: 'sh', Env: ['A=1'], Labels: { team: 3 } } });
  expect(config).toMatchObject({ command: [], platform: '', labels: [], env: [['A', '1']] });
  expect(readImageConfig(undefined).env).toEqual([]);
});
