import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { codeOf } from '../../base/error-code';
import type { Log } from '../../base/log';
import type { LoginItemPlace } from './login-item';
import { mendLoginItem, setLoginItem, startCommand } from './login-item';

/** Makes this very program start with the computer, or no longer. An obstacle is logged. */
export function startWithComputer(enabled: boolean, log: Log): void {
  attempt(log, () => {
    if (!setLoginItem(enabled, loginItemPlace())) {
      log.warn('[App] Starting with the computer waits for approval in the system’s settings');
    }
  });
}

/** Brings the system's entry in line with the setting at a start. An obstacle is logged. */
export function mendStartWithComputer(enabled: boolean, mayRemove: boolean, log: Log): void {
  attempt(log, () => {
    const state = mendLoginItem(enabled, mayRemove, loginItemPlace());
    if (state === 'mended') {
      log.info(
        `[App] The system's entry for starting with the computer was ${enabled ? 'set' : 'removed'} again`,
      );
    } else if (state === 'switched-off') {
      log.info('[App] Starting with the computer is switched off in the system’s settings');
    }
  });
}

function loginItemPlace(): LoginItemPlace {
  const program = { execPath: process.execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged };
  return {
    platform: process.platform,
    app,
    command: startCommand(program, process.env),
    configHome: process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
  };
}

function attempt(log: Log, action: () => void): void {
  try {
    action();
  } catch (error) {
    log.warn(`[App] Starting with the computer could not be set: ${codeOf(error)}`);
  }
}
