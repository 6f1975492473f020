import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Policy } from '../settings/policy';
import type { Installation } from './update-way';
import { updateWay } from './update-way';
import type { Updater } from './updates';

/**
 * electron-updater on the feed that IT has set. It fetches in the background, never goes back to an older version, checks
 * the file's SHA-512 and the signature (the feed's, by the company's key; the file's on Windows and macOS), and installs
 * when the app is quit.
 */
export async function systemUpdater(policy: () => Policy, isForTests: boolean): Promise<Updater> {
  const installation = await installationOf(isForTests);
  let follower: Parameters<Updater['follow']>[0] = () => undefined;
  let updater: AppUpdater | null = null;
  /** Only where there is a feed: it costs the start some time. */
  const load = async (): Promise<AppUpdater> => {
    const { AppImageUpdater, MacUpdater, NsisUpdater } = (await import('electron-updater')).default;
    // By the system alone: its own choice also follows a file that a deb's making leaves in an AppImage.
    const made =
      process.platform === 'win32'
        ? new NsisUpdater()
        : process.platform === 'darwin'
          ? new MacUpdater()
          : new AppImageUpdater();
    made.logger = null;
    made.autoDownload = true;
    made.allowDowngrade = false;
    made.allowPrerelease = false;
    made.disableWebInstaller = true;
    // Told by the promises below too; without a listener it would be thrown.
    made.on('error', () => undefined);
    made.on('update-available', ({ version }) => follower({ kind: 'fetching', version }));
    made.on('update-downloaded', ({ version }) => follower({ kind: 'ready', version }));
    return made;
  };
  return {
    way: () => (app.isPackaged ? updateWay(policy(), installation) : { kind: 'none' }),
    async check({ url, key }) {
      updater ??= await load();
      const { SignedProvider } = await import('./signed-provider');
      updater.setFeedURL(
        key === null
          ? { provider: 'generic', url }
          : { provider: 'custom', updateProvider: SignedProvider, url, updateKey: key },
      );
      updater.autoInstallOnAppQuit = true;
      const found = await updater.checkForUpdates();
      await found?.downloadPromise;
    },
    drop() {
      if (updater !== null) {
        updater.autoInstallOnAppQuit = false;
      }
    },
    follow(listener) {
      follower = listener;
    },
  };
}

async function installationOf(isForTests: boolean): Promise<Installation> {
  return {
    platform: process.platform,
    isAppImage: isAppImage(process.env, process.execPath),
    isByOurInstaller: existsSync(join(dirname(process.execPath), `Uninstall ${app.name}.exe`)),
    hasPublisher: process.platform === 'win32' && (await namesPublisher()),
    isForTests,
  };
}

/** The variables alone say little: every program inherits them that is started from within an AppImage. */
function isAppImage({ APPIMAGE, APPDIR }: NodeJS.ProcessEnv, program: string): boolean {
  if (APPIMAGE === undefined || APPDIR === undefined || !existsSync(APPDIR)) {
    return false;
  }
  return realpathSync(program).startsWith(realpathSync(APPDIR) + sep);
}

async function namesPublisher(): Promise<boolean> {
  const { load } = (await import('js-yaml')).default;
  try {
    const config = load(readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8'));
    const isMap = typeof config === 'object' && config !== null;
    const name: unknown = isMap && 'publisherName' in config ? config.publisherName : undefined;
    return Array.isArray(name) ? name.length > 0 : typeof name === 'string' && name !== '';
  } catch {
    return false;
  }
}
