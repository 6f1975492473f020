import type * as Electron from 'electron';
import type { ElectronApplication } from 'playwright/test';

interface Desktop {
  readonly notices: string[];
  clickNotice: () => void;
}

type WithDesktop = typeof globalThis & { desktop: Desktop };

/** Records the app's notifications, because a test's desktop shows none. Runs in main. */
export function recordNotices({ Notification }: Pick<typeof Electron, 'Notification'>): void {
  const desktop: Desktop = { notices: [], clickNotice: () => undefined };
  Object.assign(globalThis, { desktop });
  Notification.isSupported = () => true;
  Notification.prototype.show = function show(this: Electron.Notification) {
    desktop.notices.push(this.title);
    desktop.clickNotice = () => void this.emit('click');
  };
}

/** Returns the titles of the notifications since {@link recordNotices}. */
export function noticesOf(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as WithDesktop).desktop.notices);
}

/** Clicks the notification that came last. */
export async function clickNotice(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => (globalThis as WithDesktop).desktop.clickNotice());
}
