import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/**
 * The AppUserModelID. Windows shows notifications only from an app with a shortcut of the same ID
 * in the Start menu. The installer creates this shortcut with the `appId` of electron-builder.yml.
 * The ID also names the autostart entry and groups the windows under the pinned icon.
 */
export const APP_ID = 'it.archibald.agent';

/**
 * Returns the AppImage that runs this program, or `null`. The app's child processes inherit
 * APPIMAGE and APPDIR, so the variables alone prove nothing.
 */
export function ownAppImage({ APPIMAGE, APPDIR }: NodeJS.ProcessEnv, execPath: string): string | null {
  if (APPIMAGE === undefined || !isAbsolute(APPIMAGE) || APPDIR === undefined || !existsSync(APPDIR)) {
    return null;
  }
  return realpathSync(execPath).startsWith(realpathSync(APPDIR) + sep) ? APPIMAGE : null;
}

export interface IdentifiedApp {
  readonly isPackaged: boolean;
  setAppUserModelId(id: string): void;
}

/**
 * Sets the app's ID on Windows. Must run before any window or notification. In development the ID
 * is the program's path.
 */
export function identify(app: IdentifiedApp, platform: NodeJS.Platform, execPath: string): void {
  if (platform === 'win32') {
    app.setAppUserModelId(app.isPackaged ? APP_ID : execPath);
  }
}
