// Two users of one computer: each can work, and neither can touch the other's machine.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateFiles } from '../../main/certs/files.ts';
import { sshFiles } from '../../main/ssh/keys.ts';
import { docker } from '../harness/docker.ts';
import { becomeNobody, CAN_BE_NOBODY, type Nobody } from '../harness/nobody.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';

describe.runIf(CAN_BE_NOBODY)('another user of this computer', () => {
  const shared = sharedSlipway();
  const paths = shared.paths();
  let nobody: Nobody;
  beforeAll(async () => {
    nobody = await becomeNobody();
    await ensureRunning(shared);
  });
  afterAll(() => nobody.remove());

  test('without a client certificate is refused by the engine (fault 60)', async () => {
    const { ports } = await shared.info();
    const answer = await nobody.script(
      `require('https').get({ host: '127.0.0.1', port: ${ports.engine}, path: '/info', rejectUnauthorized: false })
        .on('response', () => console.log('answered')).on('error', (error) => console.log(error.code))`,
    );
    expect(answer).toMatch(/ALERT_CERTIFICATE_REQUIRED\n$/);
  });

  test('reads no key, no config and no log of ours (fault 60)', async () => {
    const { caKey, serverKey, clientKey } = certificateFiles(paths);
    const { clientKey: sshKey, hostKey } = sshFiles(paths);
    const files = [caKey, serverKey, clientKey, sshKey, hostKey, paths.seed, paths.dataDisk];
    for (const file of [...files, paths.config, paths.supervisorLog, paths.consoleLog]) {
      expect(existsSync(file), file).toBe(true);
      expect((await nobody.run('cat', file)).stderr, file).toContain('Permission denied');
    }
  });

  test('reaches no socket of ours (fault 60)', async () => {
    const { supervisorSocket, qmpSocket, agentSocket } = paths.runtime;
    for (const socket of [supervisorSocket, qmpSocket, agentSocket]) {
      const answer = await nobody.script(
        `require('net').connect(${JSON.stringify(socket)})
          .on('connect', () => process.exit()).on('error', (error) => console.log(error.code))`,
      );
      expect([socket, answer]).toEqual([socket, 'EACCES\n']);
    }
  });

  test('works without KVM, hears why, and has a machine beside ours that knows nothing of it (fault 15)', async () => {
    const up = await nobody.slipway.cli(['up', '--memory', '768MiB']);
    expect(up.code, up.stderr).toBe(0);
    if (existsSync('/dev/kvm')) {
      expect(up.stderr).toContain(
        'KVM is present but not permitted for this user (add it to the group kvm); emulating, slower',
      );
    }
    const [theirs, ours] = [await nobody.slipway.info(), await shared.info()];
    expect(theirs.accelerator).toBe('tcg');
    expect(theirs.ports.engine).not.toBe(ours.ports.engine);
    expect(theirs.ports.ssh).not.toBe(ours.ports.ssh);
    expect((await nobody.slipway.output('ssh', 'hostname')).trim()).toBe('default');
    expect((await docker(nobody.slipway, ['version', '--format', '{{.Server.Os}}'])).stdout).toBe('linux\n');
    await nobody.slipway.output('delete', '--yes');
    expect(existsSync(join(nobody.slipway.home, '.slipway/machines/default'))).toBe(false);
    expect(await shared.output('status')).toBe('running\n');
  });
});
