import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { refusePermissions } from '../../base/locked-page-electron';
import { isAppUrl } from './protocol';

/** What the app's own page may load: itself, and pictures that are in it. */
const OWN_PROTOCOLS = ['archibald-app:', 'data:', 'blob:', 'devtools:'];

/**
 * What no page of ours may do, whoever opens it (Electron's security checklist, 11 to 14): attach web views, open
 * windows, leave where it is. The portal's window has its own, narrower rules for its origin (portal/). Must be called
 * before the first window is made.
 */
export function guardAllPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  // Each session would fetch a dictionary from Chromium's maker for its spelling checker; there is no word to check here.
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]));
  // Else the first certificate of the key store would tell any server that asks who the agent is.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}

/** The app's own window: it stays on its page, loads nothing but itself, and is granted nothing. */
export function guardOwnWindow(contents: WebContents): void {
  const stay = (event: { preventDefault: () => void }, url: string): void => {
    if (!isAppUrl(url)) {
      event.preventDefault();
    }
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
}

/** The session of the app's own window, for as long as the app runs: it loads nothing but the app and is granted nothing. */
export function guardOwnSession(session: Session): void {
  refusePermissions(session);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !OWN_PROTOCOLS.includes(new URL(details.url).protocol) });
  });
  session.on('will-download', (event) => event.preventDefault());
}
