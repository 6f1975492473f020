import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock';
import { HOUR } from '../../base/durations';
import { RUN_FOLDER_PREFIX } from './download';

/** Removes the download folders that earlier runs left behind, told by name and by an age over an hour; gives how many. */
export async function removeLeftovers(parent: string, clock: Clock): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const path = join(parent, entry.name);
    if (!entry.isDirectory() || !entry.name.startsWith(RUN_FOLDER_PREFIX)) {
      continue;
    }
    if (clock.now() - (await stat(path)).mtimeMs > HOUR) {
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      removed += 1;
    }
  }
  return removed;
}
