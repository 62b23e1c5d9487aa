// `slipway web`: the window for a browser, until Ctrl-C.

import { openService } from '../../app/handlers.ts';
import { WEB_ABILITIES } from '../../web/abilities.ts';
import { startWebHost } from '../../web/server.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal } = input;
  const service = openService(app, WEB_ABILITIES);
  service.attend();
  const host = await startWebHost(service, portOf(input.value('port')));
  if (input.json) terminal.out(json({ url: host.url }));
  else {
    terminal.out(host.url);
    terminal.err('Open this address in a browser of this computer. Ctrl-C ends it; machines go on.');
  }
  await new Promise<void>((resolve) => {
    terminal.onInterrupt(resolve);
  });
  await host.close();
  service.close();
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw usageError(
    `--port ${text}: not a port`,
    'A port is a number from 1024 to 65535; without one, any free one is taken.',
  );
}
