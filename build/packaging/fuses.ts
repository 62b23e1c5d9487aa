// Reads back, from a finished package, what its Electron may do.

import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FUSES } from './electron-builder.ts';

/** How the fuse wire says on and off: an ASCII digit each. */
const STATE = { on: 0x31, off: 0x30 } as const;

const WANTED: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: FUSES.runAsNode,
  [FuseV1Options.EnableCookieEncryption]: FUSES.enableCookieEncryption,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FUSES.enableNodeOptionsEnvironmentVariable,
  [FuseV1Options.EnableNodeCliInspectArguments]: FUSES.enableNodeCliInspectArguments,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FUSES.enableEmbeddedAsarIntegrityValidation,
  [FuseV1Options.OnlyLoadAppFromAsar]: FUSES.onlyLoadAppFromAsar,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FUSES.loadBrowserProcessSpecificV8Snapshot,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: FUSES.grantFileProtocolExtraPrivileges,
};

/** @param program the package's Electron. @throws naming every fuse that is not as it should be */
export async function checkFuses(program: string): Promise<void> {
  const wire = await getCurrentFuseWire(program);
  const wrong = Object.entries(WANTED).filter(
    ([fuse, wanted]) => Number(Reflect.get(wire, fuse)) !== (wanted ? STATE.on : STATE.off),
  );
  if (wrong.length === 0) return;
  const names = wrong.map(([fuse]) => FuseV1Options[Number(fuse)]).join(', ');
  throw new Error(`${program}: these fuses are not as they should be: ${names}`);
}
