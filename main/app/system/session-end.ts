/** The source of the events; Electron's BaseWindow. */
export interface EndListener {
  on(event: 'session-end' | 'query-session-end', listener: () => void): unknown;
}

export interface EndActions {
  /** The session may end, unless another program objects. Typed text is saved meanwhile. */
  readonly onAsked: () => void;
  /** The session ends now, and Windows waits only briefly. */
  readonly onEnd: () => void;
}

/**
 * Reports the end of the Windows session for an orderly quit. Windows informs only windows, and the
 * app's window may be closed. The window created here is never shown: a system handle without page
 * or process. Other systems inform the app itself (`before-quit`, SIGTERM), and the result is
 * `null`. Keep a reference: a garbage-collected window receives no events.
 */
export function followSessionEnd<Window extends EndListener>(
  platform: NodeJS.Platform,
  makeWindow: () => Window,
  { onAsked, onEnd }: EndActions,
): Window | null {
  if (platform !== 'win32') {
    return null;
  }
  const window = makeWindow();
  window.on('query-session-end', onAsked);
  window.on('session-end', onEnd);
  return window;
}
