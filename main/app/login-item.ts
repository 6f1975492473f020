import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { removeFile } from '../base/held-files';
import { APP_ID } from './identity';

/** The part of Electron's app that starts programs with the computer, on Windows and macOS. */
export interface LoginItems {
  setLoginItemSettings(settings: LoginItemSettings): void;
  getLoginItemSettings(which: Pick<LoginItemSettings, 'type'>): {
    readonly wasOpenedAtLogin: boolean;
    /** `requires-approval` when the agent has switched it off in the system's settings. */
    readonly status?: string;
  };
}

/** As Electron takes them; which count differs from system to system. */
export interface LoginItemSettings {
  openAtLogin: boolean;
  type?: 'mainAppService';
  name?: string;
  path?: string;
  args?: string[];
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

/** macOS’s list since 13, which the agent sees in the system's settings; it hands no arguments over. */
const MAC_SERVICE = 'mainAppService';

/**
 * Makes the app start with the computer, hidden in the tray, or no longer. Gives false when the system wants the agent's
 * own word for it first (macOS). Throws when the folder cannot be written.
 */
export function setLoginItem(
  enabled: boolean,
  { platform, app, command, configHome }: LoginItemPlace,
): boolean {
  if (platform === 'darwin') {
    app.setLoginItemSettings({ openAtLogin: enabled, type: MAC_SERVICE });
    return !enabled || app.getLoginItemSettings({ type: MAC_SERVICE }).status !== 'requires-approval';
  }
  if (platform === 'win32') {
    const [path = '', ...args] = command;
    // Electron quotes the program, and hands the arguments on as they are.
    const quotedArgs = args.map((argument) => `"${argument}"`);
    app.setLoginItemSettings({ openAtLogin: enabled, name: APP_ID, path, args: [...quotedArgs, '--hidden'] });
    return true;
  }
  const folder = join(configHome, 'autostart');
  const path = join(folder, DESKTOP_FILE);
  if (!enabled) {
    removeFile(path);
    return true;
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
  return true;
}

/** Whether the app was started with the computer: by its argument, on macOS by what the system says. */
export function startsHidden(isToldTo: boolean, platform: NodeJS.Platform, app: LoginItems): boolean {
  return (
    isToldTo || (platform === 'darwin' && app.getLoginItemSettings({ type: MAC_SERVICE }).wasOpenedAtLogin)
  );
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
