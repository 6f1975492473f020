import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { codeOf } from '../base/error-code';
import type { Log } from '../base/log';
import { setLoginItem, startCommand } from './login-item';

/** Makes this very program start with the computer, or no longer. What keeps it from that is told in the log. */
export function startWithComputer(enabled: boolean, log: Log): void {
  const configHome = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  const program = { execPath: process.execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged };
  const command = startCommand(program, process.env);
  try {
    if (!setLoginItem(enabled, { platform: process.platform, app, command, configHome })) {
      log.warn('[App] Starting with the computer waits for approval in the system’s settings');
    }
  } catch (error) {
    log.warn(`[App] Starting with the computer could not be set: ${codeOf(error)}`);
  }
}
