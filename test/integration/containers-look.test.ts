// What can be seen of real containers: logs, usage, processes, terminals and files, over the contract as a window has it.

import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeBytes, encodeBytes } from '../../preload/contract/bytes.ts';
import { all, contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { dockerOutput, importBusybox, IMAGE } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
const WRITER = 'look-writer';
const SLEEPER = 'look-sleeper';
const STOPPED = 'look-stopped';
const WRITE = 'echo out; echo err >&2; head -c 40000 /dev/zero | tr "\\0" x; echo; printf "no end"';
const FILL =
  'mkdir /srv; cd /srv; echo hello >notes; chmod 4750 notes; ln -s / out; ln -s notes in; echo >"a\nb"';
let client: ContractClient;
let containers: ContractClient['containers'];

beforeAll(async () => {
  vi.stubEnv('XDG_RUNTIME_DIR', slipway.env['XDG_RUNTIME_DIR']);
  await importBusybox(slipway);
  client = contractClient(slipway);
  containers = client.containers;
  await dockerOutput(slipway, 'run', '--name', WRITER, IMAGE, 'sh', '-c', WRITE);
  await dockerOutput(
    slipway,
    'run',
    '-v',
    'look-data:/data',
    '--name',
    STOPPED,
    IMAGE,
    'sh',
    '-c',
    `${FILL}; echo >/data/kept`,
  );
  await dockerOutput(slipway, 'run', '-d', '--name', SLEEPER, IMAGE, 'sh', '-c', `${FILL}; exec sleep 600`);
});
afterAll(async () => {
  await dockerOutput(slipway, 'rm', '-fv', WRITER, SLEEPER, STOPPED);
  await dockerOutput(slipway, 'volume', 'rm', '-f', 'look-data');
  client.close();
  vi.unstubAllEnvs();
});

const code = (name: string) => expect.objectContaining({ code: name });

describe('logs', () => {
  test('are the lines that were written, each on its stream, long ones whole', async () => {
    const pieces = await all(containers.logs({ machine, ids: [WRITER], follow: false }));
    const lines = pieces.flatMap((piece) => piece.lines);
    expect(lines.filter(({ stream }) => stream === 'stderr').map(({ text }) => text)).toEqual(['err']);
    const out = lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text);
    expect(out).toEqual(['out', 'x'.repeat(40_000), 'no end']);
  });

  test('are saved as text, and never over a file that is there', async () => {
    const to = join(slipway.home, 'writer.log');
    await all(containers.saveLogs({ machine, id: WRITER, to, timestamps: false }));
    expect((await readFile(to, 'utf8')).split('\n')).toContain('err');
    const again = containers.saveLogs({ machine, id: WRITER, to, timestamps: true });
    await expect(all(again)).rejects.toEqual(code('E_CONFLICT'));
  });
});

test('what runs has a sample a second, and its processes are listed', async () => {
  const leaving = new AbortController();
  for await (const [sample] of containers.stats({ machine, ids: [SLEEPER] }, leaving.signal)) {
    expect(sample).toMatchObject({ pids: 1 });
    expect(sample?.memoryBytes).toBeGreaterThan(0);
    break;
  }
  const { titles, rows } = await containers.processes({ machine, id: SLEEPER });
  expect(titles).toContain('PID');
  expect(rows.flat().join(' ')).toContain('sleep 600');
  await expect(containers.processes({ machine, id: STOPPED })).rejects.toEqual(code('E_CONFLICT'));
});

describe('a terminal', () => {
  const wish = { machine, id: SLEEPER, columns: 91, rows: 33 };
  const running = async () => (await containers.processes({ machine, id: SLEEPER })).rows.flat().join(' ');

  test('has the size it was asked for, takes what is typed, and tells the exit code', async () => {
    const ended: unknown[] = [];
    let output = '';
    for await (const event of containers.openTerminal({ ...wish, command: ['/bin/busybox', 'sh'] })) {
      const typed = encodeBytes(new TextEncoder().encode('busybox stty size; exit 7\n'));
      if (event.kind === 'opened') await containers.writeTerminal({ session: event.session, bytes: typed });
      if (event.kind === 'output') output += new TextDecoder().decode(decodeBytes(event.bytes));
      if (event.kind === 'ended') ended.push(event.exitCode);
    }
    expect(output).toContain('33 91');
    expect(ended).toEqual([7]);
  });

  test('that is left ends its program, even one that does not hang up', async () => {
    const command = ['/bin/busybox', 'sh', '-c', 'trap "" HUP; echo on; busybox sleep 4343'];
    for await (const event of containers.openTerminal({ ...wish, command }))
      if (event.kind === 'output') break;
    await eventually('the program is gone', 60_000, async () => !(await running()).includes('4343'));
  });

  test('that has ended takes nothing more', async () => {
    const late = containers.writeTerminal({ session: 'of nobody', bytes: '' });
    await expect(late).rejects.toEqual(code('E_NOT_FOUND'));
  });
});

describe('files', () => {
  test.each([SLEEPER, STOPPED])('of %s are listed, whether it runs or not', async (id) => {
    const { entries } = await containers.listFiles({ machine, id, path: '/srv/out/srv' });
    const shown = new Map(entries.map((entry) => [entry.name, entry]));
    expect([...shown.keys()].sort()).toEqual(['a\nb', 'in', 'notes', 'out']);
    expect(shown.get('notes')).toMatchObject({ kind: 'file', sizeBytes: 6, mode: 'rwsr-x---' });
    expect(shown.get('out')).toMatchObject({ kind: 'link', linkTarget: '/' });
  });

  test('of a volume are seen in a stopped container too', async () => {
    const { entries } = await containers.listFiles({ machine, id: STOPPED, path: '/data' });
    expect(entries.map(({ name }) => name)).toEqual(['kept']);
  });

  test('that are not there are not found', async () => {
    const absent = containers.listFiles({ machine, id: SLEEPER, path: '/absent' });
    await expect(absent).rejects.toEqual(code('E_NOT_FOUND'));
  });

  test('that differ from the image are told', async () => {
    const { changes } = await containers.changes({ machine, id: STOPPED });
    expect(changes).toContainEqual({ kind: 'added', path: '/srv/notes' });
  });

  test('come here as they are, without what leads out, and go back', async () => {
    const to = join(slipway.home, 'srv');
    await all(containers.download({ machine, id: STOPPED, path: '/srv', to }));
    expect((await readdir(to)).sort()).toEqual(['a\nb', 'in', 'notes']);
    expect((await lstat(join(to, 'notes'))).mode & 0o7777).toBe(0o750);
    const again = containers.download({ machine, id: STOPPED, path: '/srv', to });
    await expect(all(again)).rejects.toEqual(code('E_CONFLICT'));

    await writeFile(join(to, 'new'), 'new');
    await all(containers.upload({ machine, id: SLEEPER, from: to, path: '/copy' }));
    const { entries } = await containers.listFiles({ machine, id: SLEEPER, path: '/copy' });
    expect(entries.map(({ name }) => name).sort()).toEqual(['a\nb', 'in', 'new', 'notes']);
    const over = containers.upload({ machine, id: SLEEPER, from: join(to, 'new'), path: '/copy' });
    await expect(all(over)).rejects.toEqual(code('E_CONFLICT'));
  });

  test('go nowhere but below the home', async () => {
    const out = containers.download({ machine, id: STOPPED, path: '/srv', to: '/etc/slipway-look' });
    await expect(all(out)).rejects.toEqual(code('E_NO_PERMISSION'));
  });

  test('that were only half here when the asker left are gone', async () => {
    const leaving = new AbortController();
    const to = join(slipway.home, 'cancelled');
    for await (const _ of containers.download({ machine, id: SLEEPER, path: '/', to }, leaving.signal)) break;
    await eventually('nothing is left', 30_000, async () => {
      const left = await readdir(slipway.home);
      return !left.some((name) => name.startsWith('cancelled'));
    });
  });
});
