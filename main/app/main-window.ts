import { BrowserWindow, app, nativeTheme, screen } from 'electron';
import type { Clock } from '../base/clock';
import { guardOwnWindow } from './guard';
import { APP_URL } from './protocol';
import type { Rectangle, WindowBounds } from './window-bounds';
import { loadBounds, saveBounds } from './window-bounds';

const SETTLED_MS = 500;

export interface MainWindowOptions {
  readonly preloadPath: string;
  /** The data folder, where its place on the screen is kept. */
  readonly folder: string;
  readonly clock: Clock;
  /** Asked when the agent closes the window: `hide` puts it into the tray, `minimise` where there is none. */
  readonly onClose: () => 'hide' | 'minimise' | 'close';
}

/** Opens the app's window on its own page, shown when it is ready; it may not navigate, open windows or attach web views. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { preloadPath, folder, onClose } = options;
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const last = loadBounds(folder, screens);
  const window = new BrowserWindow({
    ...(last === null ? { width: 1280, height: 800 } : placeOf(last)),
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
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  guardOwnWindow(window.webContents);
  const showFirst = (): void => window.show();
  window.on('close', (event) => {
    const choice = onClose();
    if (choice === 'close') {
      return;
    }
    event.preventDefault();
    // Closed before it was ready, it must not come by itself.
    window.off('ready-to-show', showFirst);
    if (choice === 'hide') {
      window.hide();
    } else {
      window.minimize();
    }
  });
  if (last?.isMaximised === true) {
    window.maximize();
  }
  keepBounds(window, options);
  window.once('ready-to-show', showFirst);
  void window.loadURL(APP_URL);
  return window;
}

/** Remembers where the window is, a moment after it was moved: dragging tells of every pixel. */
function keepBounds(window: BrowserWindow, { folder, clock }: MainWindowOptions): void {
  let cancel = (): void => undefined;
  const save = (): void => {
    cancel();
    if (!window.isDestroyed() && !window.isMinimized()) {
      saveBounds(folder, { ...window.getNormalBounds(), isMaximised: window.isMaximized() });
    }
  };
  const saveSoon = (): void => {
    cancel();
    cancel = clock.setTimer(SETTLED_MS, save);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
  window.once('closed', () => cancel());
}

function placeOf({ x, y, width, height }: WindowBounds): Rectangle {
  return { x, y, width, height };
}
