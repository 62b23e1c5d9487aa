// The one window: made when it is wanted, where it was last, and let go of when it is closed; machines do not notice.

import { once } from 'node:events';
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, session, type Session } from 'electron';
import { programRoot } from '../lib/program-root.ts';
import { PAGE_URL } from './address.ts';
import { hardenSession, pagePreferences } from './hardening.ts';
import { servePage } from './protocol.ts';
import { acceptPages } from './wire.ts';
import type { ColourScheme } from '../../preload/contract/host.ts';
import type { Wire } from '../../preload/rpc/wire.ts';
import {
  boundsToOpen,
  readWindowPlace,
  SMALLEST,
  writeWindowPlace,
  type WindowPlace,
} from './window-place.ts';

/** A page that dies at once each time would otherwise be loaded for ever. */
const RELOADS = 3;

export class AppWindow {
  readonly #serve: (wire: Wire) => void;
  readonly #chosenScheme: () => Promise<ColourScheme>;
  readonly #session: Session;
  #window: Promise<BrowserWindow> | undefined;
  #keeping: Promise<void> = Promise.resolve();

  /**
   * To be made once the app is ready.
   * @param serve answers what a page asks
   * @param chosenScheme the colours that a person chose
   */
  constructor(serve: (wire: Wire) => void, chosenScheme: () => Promise<ColourScheme>) {
    this.#serve = serve;
    this.#chosenScheme = chosenScheme;
    // No `persist:`: what a page leaves behind is gone with the app.
    this.#session = session.fromPartition('window');
    hardenSession(this.#session);
    servePage(this.#session, chosenScheme);
  }

  /** Brings it to the front, made anew if it was closed. Resolves once it is seen. */
  async show(): Promise<BrowserWindow> {
    this.#window ??= this.#open();
    const window = await this.#window;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    return window;
  }

  async close(): Promise<void> {
    (await this.#window)?.close();
  }

  /** Resolves when everything that was to be remembered is. */
  async settled(): Promise<void> {
    await this.#keeping;
  }

  async #open(): Promise<BrowserWindow> {
    const file = join(app.getPath('userData'), 'window.json');
    const [place, scheme] = await Promise.all([readWindowPlace(file), this.#chosenScheme()]);
    const window = new BrowserWindow({
      ...boundsToOpen(
        place,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Slipway',
      show: false,
      autoHideMenuBar: true,
      backgroundColor: isDark(scheme) ? '#1a1b1e' : '#ffffff',
      ...(process.platform === 'linux' ? { icon: join(programRoot(), 'build/icons/icon.png') } : {}),
      webPreferences: pagePreferences(join(programRoot(), 'dist/bridge.cjs'), this.#session),
    });
    if (place?.isMaximized === true) window.maximize();
    const placeNow = followPlace(window);
    window.on('closed', () => {
      this.#window = undefined;
      this.#keeping = keepPlace(placeNow(), file);
    });
    acceptPages(window.webContents, this.#serve);
    reloadAfterCrash(window);
    const seen = once(window, 'ready-to-show');
    await window.loadURL(PAGE_URL);
    await seen;
    return window;
  }
}

function isDark(scheme: ColourScheme): boolean {
  return scheme === 'auto' ? nativeTheme.shouldUseDarkColors : scheme === 'dark';
}

/** A page that closes its window says so only when it is gone (`closed`), and can be asked nothing any more. */
function followPlace(window: BrowserWindow): () => WindowPlace {
  const look = () => ({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  let place = look();
  const keep = () => {
    place = look();
  };
  window.on('resize', keep);
  window.on('move', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
  return () => place;
}

async function keepPlace(place: WindowPlace, file: string): Promise<void> {
  await writeWindowPlace(file, place).catch((thrown: unknown) => {
    console.error('the place of the window is not remembered:', thrown);
  });
}

function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    console.error(`the page of the window is gone: ${reason}`);
    if (reason === 'clean-exit' || reloads === RELOADS) return;
    reloads += 1;
    window.reload();
  });
}
