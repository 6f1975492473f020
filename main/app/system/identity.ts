import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/**
 * Who the app is to the system. Windows shows notifications only from who has a shortcut of the same AppUserModelID in the
 * Start menu, which the installer makes with the `appId` of electron-builder.yml; it also names the entry of what starts
 * with the computer, and puts the windows under the pinned icon.
 */
export const APP_ID = 'it.archibald.agent';

/**
 * The AppImage that this program runs from, by its own path; `null` for any other. The variables alone say little: every
 * program inherits them that is started from within an AppImage, whatever that is.
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

/** Tells Windows; must come before a window, a notification or the login item. While developing there is no shortcut. */
export function identify(app: IdentifiedApp, platform: NodeJS.Platform, execPath: string): void {
  if (platform === 'win32') {
    app.setAppUserModelId(app.isPackaged ? APP_ID : execPath);
  }
}
