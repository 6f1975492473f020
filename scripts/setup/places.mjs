import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Where things are kept that a new checkout need not fetch or compile again: the system's place for caches.
 * @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} environment
 */
export function cacheFolder(platform = process.platform, environment = process.env) {
  const name = 'archibald-agent-dev';
  if (environment.XDG_CACHE_HOME) {
    return join(environment.XDG_CACHE_HOME, name);
  }
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name);
  }
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches', name) : join(homedir(), '.cache', name);
}
