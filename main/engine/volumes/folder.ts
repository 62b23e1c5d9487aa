// Where in the guest a volume's files lie, and whether they are there to be read at all.

import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Engine } from '../docker.ts';

/** The engine's own folder of volumes; a mountpoint anywhere else is another driver's doing. */
const VOLUMES = '/var/lib/docker/volumes/';

const Account = z.object({
  Driver: z.string(),
  Mountpoint: z.string(),
  Options: z.record(z.string(), z.string()).nullish(),
});

/** @throws E_NOT_FOUND, E_USAGE for a volume whose files the machine itself does not keep */
export async function volumeFolder(engine: Engine, name: string): Promise<string> {
  const answer = await engine.ask((docker) => docker.getVolume(name).inspect());
  return folderOf(name, Account.parse(answer));
}

/** @throws E_USAGE */
export function folderOf(name: string, { Driver, Mountpoint, Options }: z.output<typeof Account>): string {
  const refuse = (why: string) =>
    new SlipwayError('E_USAGE', `the files of volume ${name} cannot be reached: ${why}`, {
      hint: 'A container that has the volume can read them.',
    });
  if (Driver !== 'local') throw refuse(`its driver is ${Driver}, and only local keeps files in the machine`);
  // Such a folder is empty but while a container runs: a back-up of it would be a lie.
  if (Options?.['device'] !== undefined) throw refuse('they are mounted from elsewhere while it is in use');
  const isBelow = Mountpoint.startsWith(VOLUMES) && !Mountpoint.split('/').includes('..');
  if (!isBelow) throw refuse(`they do not lie below ${VOLUMES}`);
  return Mountpoint;
}
