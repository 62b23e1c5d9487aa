// What a person chose in a window, kept in the Slipway home for the next one, whichever host shows it.

import { Preferences, type Choice } from '../../../preload/contract/host.ts';
import { makePrivateFolder, readTextIfPresent, writeFileAtomic } from '../../lib/files.ts';
import { DEFAULT_MACHINE } from '../../../preload/contract/command-line.ts';
import { parseMachineName } from '../../machine/name.ts';
import { preferencesFile } from '../../machine/paths.ts';

const USUAL: Preferences = {
  colourScheme: 'auto',
  machine: parseMachineName(DEFAULT_MACHINE),
  groupContainers: true,
};

/** Each choice that is there and understood; a file that is absent or damaged holds none, and fails nothing. */
const Kept = Preferences.extend({
  colourScheme: Preferences.shape.colourScheme.catch(USUAL.colourScheme),
  machine: Preferences.shape.machine.catch(USUAL.machine),
  groupContainers: Preferences.shape.groupContainers.catch(USUAL.groupContainers),
}).catch(USUAL);

export class PreferenceFile {
  readonly #home: string;
  #writing: Promise<void> = Promise.resolve();

  /** @param home the folder of SLIPWAY_HOME; made when there is something to keep */
  constructor(home: string) {
    this.#home = home;
  }

  async read(): Promise<Preferences> {
    try {
      return Kept.parse(JSON.parse((await readTextIfPresent(preferencesFile(this.#home))) ?? '{}'));
    } catch {
      return USUAL;
    }
  }

  /** One after the other, or the second of two choices would undo the first. @throws E_DISK_FULL, E_NO_PERMISSION */
  async keep(chosen: Choice): Promise<void> {
    const writing = this.#writing.then(() => this.#write(chosen));
    this.#writing = writing.catch(() => {});
    await writing;
  }

  async #write(chosen: Choice): Promise<void> {
    const kept = { ...(await this.read()), ...chosen };
    await makePrivateFolder(this.#home);
    await writeFileAtomic(preferencesFile(this.#home), `${JSON.stringify(kept)}\n`);
  }
}
