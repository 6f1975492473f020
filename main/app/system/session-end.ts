/** The source of the events; Electron's BaseWindow. */
export interface EndListener {
  on(event: 'session-end' | 'query-session-end', listener: () => void): unknown;
}

export interface EndActions {
  /** The session may end unless another program objects, so typed text is saved. */
  readonly onAsked: () => void;
  /** The session ends now, and Windows waits only briefly. */
  readonly onEnd: () => void;
}

/**
 * Reports the end of the Windows session, so that the app quits in order. Windows reports it only
 * to windows, and the app's own may be closed. The window created here is never shown, and has no
 * page or process. Other systems inform the app itself (`before-quit`, SIGTERM); there the result
 * is `null`. Keep a reference to the result: a garbage-collected window receives no events.
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
