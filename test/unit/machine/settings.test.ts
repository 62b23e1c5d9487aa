// What `slipway config set` understands, and what it refuses.

import { describe, expect, it } from 'vitest';
import { MachineConfig } from '../../../main/machine/config.ts';
import { choosePorts, defaultSettings } from '../../../main/machine/defaults.ts';
import {
  applySettings,
  changedSettings,
  describeSettings,
  parseSettings,
} from '../../../main/machine/settings.ts';

const host = { cpus: 8, memoryMiB: 16_384 };
const config = MachineConfig.parse({
  schema: 1,
  name: 'default',
  uuid: '3f0f8f5e-6c54-4c8e-9d4a-0a3a5d3b8a11',
  createdAt: '2026-11-24T00:00:00.000Z',
  cpus: 2,
  memoryMiB: 2048,
  diskGiB: 64,
  dataDisk: 'made',
  accelerator: 'auto',
  ports: { engine: 2376, ssh: 2022 },
});

describe('parseSettings', () => {
  it.each([
    ['memory=4GiB', { memoryMiB: 4096 }],
    ['memory=4g', { memoryMiB: 4096 }],
    ['memory=1.5GiB', { memoryMiB: 1536 }],
    ['memory=1536MB', { memoryMiB: 1536 }],
    ['cpus=8', { cpus: 8 }],
    ['disk=100GiB', { diskGiB: 100 }],
    ['disk=1TiB', { diskGiB: 1024 }],
    ['accelerator=tcg', { accelerator: 'tcg' }],
    ['accelerator=auto', { accelerator: 'auto' }],
  ])('reads %s', (assignment, expected) => {
    expect(parseSettings([assignment], host)).toEqual(expected);
  });

  it('reads several at once, the last of a key winning', () => {
    expect(parseSettings(['cpus=1', 'memory=1GiB', 'cpus=2'], host)).toEqual({ cpus: 2, memoryMiB: 1024 });
  });

  it.each([
    ['memory', 'is not key=value'],
    ['memory=4', 'is not a size with its unit'],
    ['memory=-4GiB', 'is not a size with its unit'],
    ['memory=4PiB', 'is not a size with its unit'],
    ['memory=511MiB', 'less than 512MiB'],
    ['memory=17GiB', 'more than the host has'],
    ['memory=NaNGiB', 'is not a size with its unit'],
    ['cpus=0', 'from 1 to 8'],
    ['cpus=9', 'from 1 to 8'],
    ['cpus=two', '"two" is not a number'],
    ['cpus=1e3', 'is not a number'],
    ['disk=3GiB', 'from 64 to 16384'],
    ['disk=64.5GiB', 'whole number of GiB'],
    ['accelerator=fast', 'none of auto, hvf, kvm, tcg'],
    ['__proto__=1', 'there is no setting "__proto__"'],
    ['ports=1', 'there is no setting "ports"'],
    ['=1', 'there is no setting ""'],
  ])('refuses %s and says why', (assignment, message) => {
    expect(() => parseSettings([assignment], host)).toThrow(
      expect.objectContaining({ code: 'E_CONFIG_INVALID', message: expect.stringContaining(message) }),
    );
  });
});

describe('applySettings', () => {
  it('grows a disk', () => {
    expect(applySettings(config, { diskGiB: 65 }).diskGiB).toBe(65);
  });

  it('never shrinks one', () => {
    expect(() => applySettings(config, { diskGiB: 63 })).toThrow(
      expect.objectContaining({ code: 'E_DISK_SHRINK' }),
    );
  });

  it('names what changed, and nothing else', () => {
    expect(changedSettings(config, applySettings(config, { cpus: 3, memoryMiB: 2048 }))).toEqual(['cpus']);
  });
});

it('what is shown can be set again', () => {
  const shown = describeSettings({ ...config, memoryMiB: 1536 });
  const words = Object.entries(shown).map(([key, value]) => `${key}=${value}`);
  expect(parseSettings(words, host)).toEqual({
    cpus: 2,
    memoryMiB: 1536,
    diskGiB: 64,
    accelerator: 'auto',
    enginePort: config.ports.engine,
  });
});

describe('the port of the engine', () => {
  it('is kept among the ports, and the other one stays', () => {
    const { ports } = applySettings(config, parseSettings(['port=4000'], host));
    expect(ports).toEqual({ ...config.ports, engine: 4000 });
  });

  it.each(['0', '80', '65536', 'x', ''])('cannot be %s', (port) => {
    expect(() => parseSettings([`port=${port}`], host)).toThrow('is not a port from 1024 to 65535');
  });
});

describe('defaults', () => {
  it('take four processors and 2 GiB of a large host', () => {
    expect(defaultSettings({ cpus: 16, memoryMiB: 65_536 })).toMatchObject({ cpus: 4, memoryMiB: 2048 });
  });

  it('leave a small host half of its memory', () => {
    expect(defaultSettings({ cpus: 2, memoryMiB: 2000 })).toMatchObject({ cpus: 2, memoryMiB: 896 });
  });

  it('never go below what the engine needs', () => {
    expect(defaultSettings({ cpus: 1, memoryMiB: 600 }).memoryMiB).toBe(512);
  });

  it('give each machine ports of its own', () => {
    const first = choosePorts([]);
    const second = choosePorts([first.engine, first.ssh]);
    const third = choosePorts([first.engine, first.ssh, second.engine, second.ssh]);
    expect(first).toEqual({ engine: 2376, ssh: 2022 });
    expect(new Set([first, second, third].flatMap((ports) => [ports.engine, ports.ssh])).size).toBe(6);
  });
});
