// The desktop window's preload: puts the bridge into the page, and is all that the page gets of Electron.

import { contextBridge, ipcRenderer } from 'electron/renderer';
import { createPageBridge } from './page-bridge.ts';

contextBridge.exposeInMainWorld('slipwayBridge', createPageBridge(ipcRenderer, crypto.randomUUID()));
