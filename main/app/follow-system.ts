import type { SyncSession } from './session/sync-session';
import { findLinkedCustomer } from './system/deep-link';
import type { RequestInbox, WindowRequest } from './system/request-inbox';
import type { AppWindow } from './window/app-window';

/** The sources of system events: Electron's app and powerMonitor. */
export interface SystemEvents {
  readonly app: {
    on(event: 'activate', listener: () => void): unknown;
    quit(): void;
  };
  readonly power: {
    on(
      event: 'suspend' | 'resume' | 'shutdown',
      listener: (event: { preventDefault(): void }) => void,
    ): unknown;
  };
  readonly requests: RequestInbox;
  readonly args: readonly string[];
}

/** Handles system events: sleep and waking, shutdown, a second start, a link to a customer. */
export function followSystem(
  { app, power, requests, args }: SystemEvents,
  window: Pick<AppWindow, 'show' | 'showCustomer'>,
  session: () => {
    readonly automatic: Pick<SyncSession['automatic'], 'suspend'>;
    readonly scheduler: Pick<SyncSession['scheduler'], 'noteResume'>;
  },
): void {
  power.on('suspend', () => void session().automatic.suspend());
  power.on('resume', () => session().scheduler.noteResume());
  // Delays the shutdown; otherwise the app's asynchronous quit would cancel it on macOS.
  power.on('shutdown', (event) => {
    event.preventDefault();
    app.quit();
  });
  const showCustomer = (id: WindowRequest): void => {
    if (id === null) {
      window.show();
    } else {
      window.showCustomer(id);
    }
  };
  // macOS emits `activate` when the agent clicks the dock icon, even if no window is open.
  app.on('activate', () => window.show());
  requests.open(showCustomer);
  const linkedAtStart = findLinkedCustomer(args);
  if (linkedAtStart !== null) {
    showCustomer(linkedAtStart);
  }
}
