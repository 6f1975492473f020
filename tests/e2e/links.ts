import type { ElectronApplication } from 'playwright/test';

/** Keeps what would leave the app, so that nothing is really dialled or opened, whatever programs this computer has. */
export async function catchLinks(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electronApp, shell }) => {
    electronApp.getApplicationNameForProtocol = () => 'program';
    const links: string[] = [];
    (globalThis as { caughtLinks?: string[] }).caughtLinks = links;
    shell.openExternal = (link) => {
      links.push(link);
      return Promise.resolve();
    };
  });
}

/** Returns what has left the app since {@link catchLinks}. */
export function caughtLinks(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { caughtLinks?: string[] }).caughtLinks ?? []);
}

/** Returns what has left the app since this was asked last. */
export function takenLinks(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { caughtLinks?: string[] }).caughtLinks?.splice(0) ?? []);
}
