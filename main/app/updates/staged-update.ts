import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../base/held-files';
import { APP_ID } from '../system/identity';

/**
 * Removes an update already passed to Squirrel, the updater of macOS. Squirrel cannot be cancelled:
 * its own process waits for the app to quit and then installs the files in its folder. Without
 * these files it leaves the app unchanged.
 */
export function removeStagedUpdate(home: string): void {
  const folder = join(home, 'Library', 'Caches', `${APP_ID}.ShipIt`);
  if (existsSync(folder)) {
    removeTree(folder);
  }
}
