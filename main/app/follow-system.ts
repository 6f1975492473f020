import { app, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import { customerIn, customerOf } from './deep-link';
import { tellWindow } from './ipc';
import { showWindow } from './main-window';
import type { SyncSession } from './sync-session';

/** Does what the system asks for: sleep and waking, a second start, a link to a customer. */
export function followSystem(window: BrowserWindow, session: () => SyncSession): void {
  powerMonitor.on('suspend', () => void session().automatic.suspend());
  powerMonitor.on('resume', () => session().scheduler.noteResume());
  const showCustomer = (id: string | null): void => {
    showWindow(window);
    if (id !== null) {
      tellWindow(window, 'window:customer-requested', id);
    }
  };
  app.on('second-instance', (_event, args) => showCustomer(customerIn(args)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    showCustomer(customerOf(link));
  });
  app.on('activate', () => showWindow(window));
  const linkedAtStart = customerIn(process.argv);
  if (linkedAtStart !== null) {
    // The page follows events from its first line on.
    window.webContents.once('did-finish-load', () => showCustomer(linkedAtStart));
  }
}
