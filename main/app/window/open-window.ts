import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, session } from 'electron';
import type { Language } from '../../../preload/contract';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { AppWindow } from './app-window';
import { offerTextMenu } from './context-menus';
import type { WindowFlush } from './flush-window';
import { guardOwnSession } from './guard';
import { openMainWindow } from './main-window';
import { APP_URL, serveApp } from './protocol';
import { stoppedPage } from './stopped-page';
import { WindowRescue } from './window-rescue';

interface WindowParts {
  readonly folder: string;
  readonly scriptsFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly flush: WindowFlush;
  readonly language: () => Language;
  /** The tray, which keeps the app running while its window is closed. */
  readonly tray: { readonly isShown: boolean };
}

/** Creates the owner of the app's window, which opens one on request. */
export function makeWindow({
  folder,
  scriptsFolder,
  clock,
  log,
  flush,
  language,
  tray,
}: WindowParts): AppWindow<BrowserWindow> {
  let isQuitting = false;
  app.once('before-quit', () => {
    isQuitting = true;
  });
  const rescue = new WindowRescue(clock, log);
  const preloadPath = join(scriptsFolder, '../preload/bridge.js');
  return new AppWindow<BrowserWindow>({
    clock,
    closing: () => (isQuitting ? 'close' : tray.isShown ? 'hide' : 'minimise'),
    open(onClose) {
      const opened = openMainWindow({ preloadPath, folder, clock, rescue, onClose });
      offerTextMenu(opened.webContents, language);
      // A hidden window is destroyed after a while, so its text is saved now.
      opened.on('hide', () => void flush.ask(opened));
      return opened;
    },
  });
}

/** Serves the window's page and the plain page, and guards their session. */
export function servePages(scriptsFolder: string, language: () => Language): void {
  serveApp(join(scriptsFolder, '../renderer'), (nonce) => stoppedPage(language(), APP_URL, nonce));
  guardOwnSession(session.defaultSession);
}
