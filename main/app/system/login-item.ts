import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app as electronApp } from 'electron';
import { errorCode } from '../../base/error-code';
import { removeFile } from '../../base/held-files';
import type { Log } from '../../base/log';
import { APP_ID, ownAppImage } from './identity';

/** The part of Electron's app for autostart entries on Windows and macOS. */
export interface LoginItems {
  setLoginItemSettings(settings: LoginItemSettings): void;
  getLoginItemSettings(which: Pick<LoginItemSettings, 'type' | 'path' | 'args'>): {
    readonly wasOpenedAtLogin: boolean;
    /** The status on macOS; `requires-approval` for an entry switched off by the agent. */
    readonly status?: string;
    /** The entries of Windows for this program; the Task Manager may have disabled them. */
    readonly launchItems?: readonly {
      readonly name: string;
      readonly args: readonly string[];
      readonly enabled: boolean;
    }[];
  };
}

interface LoginItemSettings {
  openAtLogin: boolean;
  type?: 'mainAppService';
  name?: string;
  path?: string;
  args?: string[];
}

export interface LoginItemTarget {
  readonly platform: NodeJS.Platform;
  readonly app: LoginItems;
  /** The program to start with its arguments before `--hidden`. */
  readonly command: readonly string[];
  /** The folder of autostart entries on Linux (XDG autostart), usually `~/.config`. */
  readonly configHome: string;
}

const DESKTOP_FILE = 'archibald-agent.desktop';
const HIDDEN = '--hidden';

/** The login items of macOS 13 or later, in the system settings; they start without arguments. */
const MAC_SERVICE = 'mainAppService';

/**
 * Adds or removes the autostart entry, which starts the app hidden at the user's login. Returns
 * false when macOS needs the agent's approval first. Throws when the autostart folder cannot be
 * written.
 */
export function setLoginItem(
  enabled: boolean,
  { platform, app, command, configHome }: LoginItemTarget,
): boolean {
  if (platform === 'darwin') {
    app.setLoginItemSettings({ openAtLogin: enabled, type: MAC_SERVICE });
    return !enabled || app.getLoginItemSettings({ type: MAC_SERVICE }).status !== 'requires-approval';
  }
  if (platform === 'win32') {
    const [path = '', ...args] = command;
    // Electron quotes the program but not the arguments.
    const quotedArgs = args.map((argument) => `"${argument}"`);
    app.setLoginItemSettings({ openAtLogin: enabled, name: APP_ID, path, args: [...quotedArgs, HIDDEN] });
    return true;
  }
  const path = desktopFile(configHome);
  if (!enabled) {
    removeFile(path);
    return true;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, desktopEntry(command), { mode: 0o644 });
  return true;
}

/** The result of a check: the entry matched, was corrected, or the agent has disabled it. */
export type LoginItemState = 'right' | 'corrected' | 'switched-off';

/**
 * Corrects the system's entry: the program may have been moved or renamed, or the entry removed. An
 * entry that the agent has switched off in the system settings stays off. `mayRemove` allows the
 * removal of an unwanted entry of this program. Without it the entry stays, because the settings of
 * another data folder may want it. Throws when the autostart folder cannot be written.
 */
export function correctLoginItem(
  enabled: boolean,
  mayRemove: boolean,
  place: LoginItemTarget,
): LoginItemState {
  const state = loginItemState(place);
  if (enabled ? state === 'right' : state === 'none' || state === 'other' || !mayRemove) {
    return 'right';
  }
  if (enabled && state === 'switched-off') {
    return 'switched-off';
  }
  setLoginItem(enabled, place);
  return 'corrected';
}

/** Returns the entry's state: none, another program's, or this program's, perhaps disabled. */
function loginItemState({
  platform,
  app,
  command,
  configHome,
}: LoginItemTarget): 'none' | 'other' | 'right' | 'switched-off' {
  if (platform === 'darwin') {
    const { status } = app.getLoginItemSettings({ type: MAC_SERVICE });
    return status === 'enabled' ? 'right' : status === 'requires-approval' ? 'switched-off' : 'none';
  }
  if (platform === 'win32') {
    const [path = '', ...args] = command;
    const asked = { path, args: [...args, HIDDEN] };
    const item = app.getLoginItemSettings(asked).launchItems?.find(({ name }) => name === APP_ID);
    if (item === undefined) {
      return 'none';
    }
    return !item.enabled ? 'switched-off' : item.args.join(' ') === asked.args.join(' ') ? 'right' : 'other';
  }
  const path = desktopFile(configHome);
  if (!existsSync(path)) {
    return 'none';
  }
  const entry = readFileSync(path, 'utf8');
  // A desktop tool has disabled the entry (Desktop Application Autostart Specification; GNOME).
  if (/^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry)) {
    return 'switched-off';
  }
  return entry === desktopEntry(command) ? 'right' : 'other';
}

function desktopFile(configHome: string): string {
  return join(configHome, 'autostart', DESKTOP_FILE);
}

function desktopEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Archibald Agent',
    `Exec=${[...command, HIDDEN].map(quoted).join(' ')}`,
    'Terminal=false',
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether the app starts hidden: its argument says so, or macOS reports a start at login. */
export function startsHidden(
  isHiddenRequested: boolean,
  platform: NodeJS.Platform,
  app: LoginItems,
): boolean {
  return (
    isHiddenRequested ||
    (platform === 'darwin' && app.getLoginItemSettings({ type: MAC_SERVICE }).wasOpenedAtLogin)
  );
}

/**
 * Returns the command that starts this app: the program itself, or in development Electron with the
 * app's folder. An AppImage is started by its own path, because its mounted program disappears when
 * the app ends (docs.appimage.org, Environment variables).
 */
export function startCommand(
  program: { readonly execPath: string; readonly appPath: string; readonly isPackaged: boolean },
  environment: NodeJS.ProcessEnv,
): readonly string[] {
  return program.isPackaged
    ? [ownAppImage(environment, program.execPath) ?? program.execPath]
    : [program.execPath, program.appPath];
}

/** Quotes an argument by the Desktop Entry Specification; `%` would start a field code. */
function quoted(argument: string): string {
  return `"${argument.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`;
}

/** Adds or removes the autostart entry of this program. Logs a failure. */
export function startWithComputer(enabled: boolean, log: Log): void {
  attempt(log, () => {
    if (!setLoginItem(enabled, loginItemPlace())) {
      log.warn('[App] Starting with the computer waits for approval in the system’s settings');
    }
  });
}

export function correctStartWithComputer(enabled: boolean, mayRemove: boolean, log: Log): void {
  attempt(log, () => {
    const state = correctLoginItem(enabled, mayRemove, loginItemPlace());
    if (state === 'corrected') {
      log.info(
        `[App] The system's entry for starting with the computer was ${enabled ? 'set' : 'removed'} again`,
      );
    } else if (state === 'switched-off') {
      log.info('[App] Starting with the computer is switched off in the system’s settings');
    }
  });
}

function loginItemPlace(): LoginItemTarget {
  const { execPath, platform, env } = process;
  const program = { execPath, appPath: electronApp.getAppPath(), isPackaged: electronApp.isPackaged };
  return {
    platform,
    app: electronApp,
    command: startCommand(program, env),
    configHome: env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
  };
}

function attempt(log: Log, action: () => void): void {
  try {
    action();
  } catch (error) {
    log.warn(`[App] Starting with the computer could not be set: ${errorCode(error)}`);
  }
}
