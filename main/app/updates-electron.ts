import type { Updater } from './updates';

/**
 * electron-updater on the feed that IT has set. It fetches in the background, never goes back to an older version, checks
 * the file's SHA-512 and the signature (Windows, macOS), and installs when the app is quit.
 */
export async function systemUpdater(feedUrl: string): Promise<Updater> {
  // Only where there is a feed: it costs the start some time.
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.logger = null;
  autoUpdater.autoDownload = true;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.allowPrerelease = false;
  autoUpdater.setFeedURL({ provider: 'generic', url: feedUrl });
  // Told by the promises below too; without a listener it would be thrown.
  autoUpdater.on('error', () => undefined);
  return {
    async check() {
      const found = await autoUpdater.checkForUpdates();
      await found?.downloadPromise;
    },
    holdBack() {
      autoUpdater.autoInstallOnAppQuit = false;
    },
    follow(listener) {
      autoUpdater.on('update-available', ({ version }) => listener({ kind: 'fetching', version }));
      autoUpdater.on('update-downloaded', ({ version }) => listener({ kind: 'ready', version }));
    },
  };
}
