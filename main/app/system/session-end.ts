/** What tells of a session's end; Electron's BaseWindow. */
export interface EndListener {
  on(event: 'session-end' | 'query-session-end', listener: () => void): unknown;
}

export interface EndActions {
  /** The session may end: somebody else may still object. What is half typed is saved meanwhile. */
  readonly onAsked: () => void;
  /** It ends, and Windows waits for nobody for long. */
  readonly onEnd: () => void;
}

/**
 * Tells when the agent logs off or the computer is turned off, so that the app ends in order. Only Windows needs it: there
 * the end is told to windows alone, and the app's own may have been let go. So one is made that is never shown and has no
 * page: a handle of the system, without a process of its own. Elsewhere the app itself is told (`before-quit`, SIGTERM)
 * and `null` is given. The window must be held: a collected one is told nothing.
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
