import { homedir } from 'node:os';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Policy } from '../../settings/policy';
import { findInstallation } from './installation';
import { removeStagedUpdate } from './staged-update';
import { updateWay } from './update-way';
import type { Updater } from './updates';

/**
 * Runs electron-updater on the company's feed. It downloads in the background, never downgrades,
 * and installs when the app quits. It checks the file's SHA-512 and a signature: that of the feed
 * with the company's key, or that of the file on Windows and macOS.
 */
export async function systemUpdater(policy: () => Policy, isForTests: boolean): Promise<Updater> {
  const { platform, env, execPath, resourcesPath } = process;
  const program = { platform, env, execPath, resourcesPath, appName: app.name, isForTests };
  const installation = await findInstallation(program);
  let follower: Parameters<Updater['follow']>[0] = () => undefined;
  let current: AppUpdater | null = null;
  /** Loads the updater only for a configured feed, because it delays the start. */
  const load = async (): Promise<AppUpdater> => {
    const { AppImageUpdater, MacUpdater, NsisUpdater } = (await import('electron-updater')).default;
    // electron-updater's own choice can mistake an AppImage for a deb, because of a file left from
    // packaging.
    const updater =
      platform === 'win32'
        ? new NsisUpdater()
        : platform === 'darwin'
          ? new MacUpdater()
          : new AppImageUpdater();
    updater.logger = null;
    updater.autoDownload = true;
    updater.autoInstallOnAppQuit = true;
    updater.allowDowngrade = false;
    updater.allowPrerelease = false;
    updater.disableWebInstaller = true;
    const report = (kind: 'fetching' | 'ready', version: string): void => {
      if (updater === current) {
        follower({ kind, version });
      }
    };
    // The promises below report errors already, but EventEmitter would throw without a listener.
    updater.on('error', () => undefined);
    updater.on('update-available', ({ version }) => report('fetching', version));
    updater.on('update-downloaded', ({ version }) => report('ready', version));
    return updater;
  };
  return {
    way: () => (app.isPackaged ? updateWay(policy(), installation) : { kind: 'none' }),
    async check({ url, key }) {
      const { SignedProvider } = await import('./signed-provider');
      const updater = (current ??= await load());
      updater.setFeedURL({
        provider: 'custom',
        updateProvider: SignedProvider,
        url,
        updateKey: key,
        folder: app.getPath('userData'),
      });
      const found = await updater.checkForUpdates();
      await found?.downloadPromise;
    },
    discard() {
      // The previous updater may still be downloading, so the next feed gets a new updater.
      if (current !== null) {
        current.autoInstallOnAppQuit = false;
        current = null;
        if (platform === 'darwin') {
          removeStagedUpdate(homedir());
          // A download still running may stage files later, so quitting removes them again.
          app.once('will-quit', () => current === null && removeStagedUpdate(homedir()));
        }
      }
    },
    postpone() {
      if (current !== null) {
        current.autoInstallOnAppQuit = false;
      }
    },
    follow(listener) {
      follower = listener;
    },
  };
}
