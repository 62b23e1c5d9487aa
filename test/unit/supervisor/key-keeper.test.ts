// Certificates are renewed in time, and the engine gets them without its VM or containers being stopped.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeMachine, type FakeMachine } from '../../fakes/fake-machine.ts';

let machine: FakeMachine;
beforeEach(async () => {
  machine = await createFakeMachine();
});
afterEach(() => machine.dispose());

const NEVER = new AbortController().signal;
const status = () => machine.supervisor.handlers.status(undefined, NEVER);

describe('certificates', () => {
  const fresh = { expireAt: '2029-01-01T00:00:00.000Z', isNew: true, warnings: [] };

  test('that end soon are renewed and given to the engine; the VM goes on', async () => {
    await machine.start();
    machine.parts.renewCertificates = async () => fresh;
    await machine.supervisor.renewIfDue();
    expect(machine.deeds.filter((deed) => deed === 'installCertificates')).toHaveLength(1);
    expect((await status()).certificatesExpireAt).toBe(fresh.expireAt);
    expect(machine.driver.vms).toHaveLength(1);
  });

  test('that are good are left alone', async () => {
    await machine.start();
    await machine.supervisor.renewIfDue();
    expect(machine.deeds).not.toContain('installCertificates');
  });

  test('that the engine could not be given are given to it the next time', async () => {
    await machine.start();
    machine.parts.renewCertificates = async () => fresh;
    machine.parts.installCertificates = () => Promise.reject(new Error('ssh'));
    await machine.supervisor.renewIfDue();
    machine.parts.renewCertificates = async () => ({ ...fresh, isNew: false });
    machine.parts.installCertificates = async () => void machine.deeds.push('installCertificates');
    await machine.supervisor.renewIfDue();
    expect(machine.deeds).toContain('installCertificates');
  });

  test('are renewed when asked, if an engine runs', async () => {
    const renew = () => machine.supervisor.handlers.renewCertificates(undefined, NEVER);
    await expect(renew()).rejects.toMatchObject({ code: 'E_NOT_RUNNING' });
    await machine.start();
    machine.parts.renewCertificates = async (which) => ({ ...fresh, warnings: [which] });
    expect(await renew()).toEqual({ expireAt: fresh.expireAt });
  });
});
