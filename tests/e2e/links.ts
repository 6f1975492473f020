import type { ElectronApplication } from 'playwright/test';

/** Records links instead of opening them, so that no program dials or opens anything. */
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

/** Returns all links since {@link catchLinks}. */
export function caughtLinks(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { caughtLinks?: string[] }).caughtLinks ?? []);
}

/** Returns the links since the last call of this function. */
export function takenLinks(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { caughtLinks?: string[] }).caughtLinks?.splice(0) ?? []);
}
