import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { refusePermissions } from '../../base/locked-page-electron';
import { isAppUrl } from './protocol';

/** The protocols that the app's own page may load: its files and embedded pictures. */
const OWN_PROTOCOLS = ['archibald-app:', 'data:', 'blob:', 'devtools:'];

/**
 * Forbids every page to attach web views, open windows or use client certificates (Electron's
 * security checklist, 11 to 14). The portal's window has its own, narrower rules for its origin
 * (portal/). Call it before the first window is created.
 */
export function guardAllPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  // Chromium would download a spelling dictionary for each session; the app checks no spelling.
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]));
  // Electron would otherwise send any server a client certificate that contains the agent's name.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}

/** Keeps the app's own window on the app's pages. */
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

/** Restricts the app's own session: it loads only the app, without permissions or downloads. */
export function guardOwnSession(session: Session): void {
  refusePermissions(session);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !OWN_PROTOCOLS.includes(new URL(details.url).protocol) });
  });
  session.on('will-download', (event) => event.preventDefault());
}
