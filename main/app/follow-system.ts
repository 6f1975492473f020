import { app, powerMonitor } from 'electron';
import type { AppWindow } from './app-window';
import { customerIn, customerOf } from './deep-link';
import type { SyncSession } from './sync-session';

/** Does what the system asks for: sleep and waking, a second start, a link to a customer. */
export function followSystem(window: AppWindow, session: () => SyncSession): void {
  powerMonitor.on('suspend', () => void session().automatic.suspend());
  powerMonitor.on('resume', () => session().scheduler.noteResume());
  const showCustomer = (id: string | null): void => {
    if (id === null) {
      window.show();
    } else {
      window.showCustomer(id);
    }
  };
  app.on('second-instance', (_event, args) => showCustomer(customerIn(args)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    showCustomer(customerOf(link));
  });
  app.on('activate', () => window.show());
  const linkedAtStart = customerIn(process.argv);
  if (linkedAtStart !== null) {
    showCustomer(linkedAtStart);
  }
}
