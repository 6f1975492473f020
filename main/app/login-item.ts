import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { removeFile } from '../base/held-files';

/** The part of Electron's app that starts programs with the computer, on Windows and macOS. */
export interface LoginItems {
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

export interface LoginItemPlace {
  readonly platform: NodeJS.Platform;
  readonly app: LoginItems;
  /** What is started: the program and what it must be told before `--hidden`. */
  readonly command: readonly string[];
  /** Where Linux desktops look for what starts with them (XDG autostart), usually `~/.config`. */
  readonly configHome: string;
}

const DESKTOP_FILE = 'archibald-agent.desktop';

/** Makes the app start with the computer, hidden in the tray, or no longer. Throws when the folder cannot be written. */
export function setLoginItem(enabled: boolean, { platform, app, command, configHome }: LoginItemPlace): void {
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: enabled, args: ['--hidden'] });
    return;
  }
  const folder = join(configHome, 'autostart');
  const path = join(folder, DESKTOP_FILE);
  if (!enabled) {
    removeFile(path);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const exec = [...command, '--hidden'].map(quoted).join(' ');
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Archibald Agent',
    `Exec=${exec}`,
    'Terminal=false',
  ];
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o644 });
}

/**
 * What starts this app again: the program itself; while developing, Electron with the app's folder; an AppImage by its own
 * path, since the program lies in a mount that is gone when it ends (docs.appimage.org, Environment variables).
 */
export function startCommand(
  program: { readonly execPath: string; readonly appPath: string; readonly isPackaged: boolean },
  environment: NodeJS.ProcessEnv,
): readonly string[] {
  const appImage = environment['APPIMAGE'];
  if (!program.isPackaged) {
    return [program.execPath, program.appPath];
  }
  return [appImage !== undefined && isAbsolute(appImage) ? appImage : program.execPath];
}

/** As the Desktop Entry Specification quotes arguments; `%` would begin a field code. */
function quoted(argument: string): string {
  return `"${argument.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`;
}
