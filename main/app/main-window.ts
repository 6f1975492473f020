import { BrowserWindow, app, nativeTheme } from 'electron';
import { APP_URL, isAppUrl } from './protocol';

export interface MainWindowOptions {
  readonly preloadPath: string;
  readonly show: boolean;
  /** Asked when the agent closes the window: `hide` keeps it in the tray, `minimise` where there is none. */
  readonly onClose: () => 'hide' | 'minimise' | 'close';
}

/** Opens the app's window on its own page; it may not navigate, open windows or attach web views. */
export function openMainWindow({ preloadPath, show, onClose }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 760,
    minHeight: 560,
    show: false,
    title: app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  const contents = window.webContents;
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, url) => {
    if (!isAppUrl(url)) {
      event.preventDefault();
    }
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  contents.session.setPermissionCheckHandler(() => false);
  window.on('close', (event) => {
    const choice = onClose();
    if (choice === 'close') {
      return;
    }
    event.preventDefault();
    if (choice === 'hide') {
      window.hide();
    } else {
      window.minimize();
    }
  });
  if (show) {
    window.once('ready-to-show', () => window.show());
  }
  void window.loadURL(APP_URL);
  return window;
}

/** Brings the window to the front, whatever state it is in. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) {
    window.restore();
  }
  window.show();
  window.focus();
}
