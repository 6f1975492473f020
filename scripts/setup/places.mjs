import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Returns the system's cache folder, for downloads and binaries that new checkouts reuse.
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
