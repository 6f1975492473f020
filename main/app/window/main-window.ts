import { BrowserWindow, app, nativeTheme, screen } from 'electron';
import type { Clock } from '../../base/clock';
import { SANDBOXED_PAGE } from '../../base/locked-page-electron';
import type { ClosingChoice } from './app-window';
import { guardOwnWindow } from './guard';
import { APP_URL, STOPPED_URL } from './protocol';
import type { Rectangle, WindowBounds } from './window-bounds';
import { boundsOnScreen, firstSize, loadBounds, saveBounds } from './window-bounds';
import type { WindowRescue } from './window-rescue';

const SETTLED_MS = 500;

export interface MainWindowOptions {
  readonly preloadPath: string;
  /** The data folder, where the window's bounds are stored. */
  readonly folder: string;
  readonly clock: Clock;
  readonly rescue: WindowRescue;
  readonly onClose: () => ClosingChoice;
}

/** Opens the app's window, which cannot navigate, open windows or attach web views. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { preloadPath, folder, onClose } = options;
  const last = loadBounds(folder, workAreas());
  const { workArea } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...(last === null ? firstSize(workArea) : placeOf(last)),
    // A small screen at a large scale may be smaller than 760 × 560.
    minWidth: Math.min(760, workArea.width),
    minHeight: Math.min(560, workArea.height),
    show: false,
    title: app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadPath,
      ...SANDBOXED_PAGE,
      spellcheck: false,
    },
  });
  guardOwnWindow(window.webContents);
  followPage(window, options.rescue);
  const showFirst = (): void => window.show();
  window.on('close', (event) => {
    const choice = onClose();
    if (choice === 'close') {
      return;
    }
    event.preventDefault();
    // A window closed before it was ready must not appear later.
    window.off('ready-to-show', showFirst);
    hideOrMinimise(window, choice, process.platform);
  });
  if (last !== null && process.platform === 'win32') {
    // Windows sizes a new window by the scale of the first screen; a second call corrects the size.
    window.setBounds(placeOf(last));
  }
  if (last?.isMaximised === true) {
    window.maximize();
  }
  keepReachable(window);
  keepBounds(window, options);
  window.once('ready-to-show', showFirst);
  void window.loadURL(APP_URL);
  return window;
}

export interface HideableWindow {
  isFullScreen(): boolean;
  setFullScreen(isFull: boolean): void;
  hide(): void;
  minimize(): void;
  once(event: 'leave-full-screen', listener: () => void): unknown;
}

/**
 * Hides or minimises a window that the agent closes. On macOS a full-screen window has its own
 * desktop, which would stay black and empty. So it leaves full screen first.
 */
export function hideOrMinimise(
  window: HideableWindow,
  how: Exclude<ClosingChoice, 'close'>,
  platform: NodeJS.Platform,
): void {
  const away = (): void => (how === 'hide' ? window.hide() : window.minimize());
  if (platform === 'darwin' && window.isFullScreen()) {
    window.once('leave-full-screen', away);
    window.setFullScreen(false);
  } else {
    away();
  }
}

function followPage(window: BrowserWindow, rescue: WindowRescue): void {
  const { webContents } = window;
  rescue.follow({
    onEnded: (listener) => webContents.on('render-process-gone', (_event, { reason }) => listener(reason)),
    onHanging(listener) {
      webContents.on('unresponsive', () => listener(true));
      webContents.on('responsive', () => listener(false));
    },
    isDestroyed: () => window.isDestroyed(),
    isPlain: () => webContents.getURL() === STOPPED_URL,
    load: () => void window.loadURL(APP_URL),
    loadPlain: () => void window.loadURL(STOPPED_URL),
    crash: () => webContents.forcefullyCrashRenderer(),
    close: () => window.destroy(),
  });
}

/**
 * Moves the window back after its screen was removed or rescaled. Systems do not move a hidden
 * window, so it moves when it is shown.
 */
function keepReachable(window: BrowserWindow): void {
  const look = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isMaximized() || window.isFullScreen()) {
      return;
    }
    const place = boundsOnScreen(window.getBounds(), workAreas());
    if (place !== null) {
      window.setBounds(place);
    }
  };
  screen.on('display-removed', look);
  screen.on('display-metrics-changed', look);
  window.on('show', look);
  window.on('restore', look);
  window.once('closed', () => {
    screen.off('display-removed', look);
    screen.off('display-metrics-changed', look);
  });
}

/** Returns the work areas of all screens, the primary first. */
function workAreas(): readonly Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

/** Stores the window's bounds shortly after the last move, because dragging reports every pixel. */
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
