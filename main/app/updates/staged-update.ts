import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../base/held-files';
import { APP_ID } from '../system/identity';

/**
 * Removes the update that macOS's own updater (Squirrel) has been handed. It cannot be told otherwise: it waits for the
 * app's end in a process of its own, and installs what lies in its folder then. Without that it leaves the app as it is.
 */
export function removeStagedUpdate(home: string): void {
  const folder = join(home, 'Library', 'Caches', `${APP_ID}.ShipIt`);
  if (existsSync(folder)) {
    removeTree(folder);
  }
}
