/** What is put away; Electron's BrowserWindow. */
export interface PutAwayWindow {
  isFullScreen(): boolean;
  setFullScreen(isFull: boolean): void;
  hide(): void;
  minimize(): void;
  once(event: 'leave-full-screen', listener: () => void): unknown;
}

/**
 * Puts a window that the agent closes out of sight. On macOS a window in full screen has a desktop of its own, which would
 * stay, black and empty: it is left first.
 */
export function putAway(window: PutAwayWindow, how: 'hide' | 'minimise', platform: NodeJS.Platform): void {
  const away = (): void => (how === 'hide' ? window.hide() : window.minimize());
  if (platform === 'darwin' && window.isFullScreen()) {
    window.once('leave-full-screen', away);
    window.setFullScreen(false);
  } else {
    away();
  }
}
