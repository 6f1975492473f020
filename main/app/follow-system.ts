import type { SyncSession } from './session/sync-session';
import { customerIn } from './system/deep-link';
import type { RequestInbox, WindowRequest } from './system/request-inbox';
import type { AppWindow } from './window/app-window';

/** What tells of the system; Electron's app and powerMonitor. */
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
  /** The command line that this app was started with. */
  readonly args: readonly string[];
}

/** Does what the system asks for: sleep and waking, turning off, a second start, a link to a customer. */
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
  // macOS and Linux wait for who asks for it; without a word the app's way of ending would stop macOS from turning off.
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
  // A click on the dock's icon, also while there is no window.
  app.on('activate', () => window.show());
  requests.open(showCustomer);
  const linkedAtStart = customerIn(args);
  if (linkedAtStart !== null) {
    showCustomer(linkedAtStart);
  }
}
