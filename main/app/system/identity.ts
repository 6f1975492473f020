/**
 * Who the app is to the system. Windows shows notifications only from who has a shortcut of the same AppUserModelID in the
 * Start menu, which the installer makes with the `appId` of electron-builder.yml; it also names the entry of what starts
 * with the computer, and puts the windows under the pinned icon.
 */
export const APP_ID = 'it.archibald.agent';

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
