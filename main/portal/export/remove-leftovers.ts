import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FOLDER_PREFIX } from './download';

/**
 * Removes download folders, recognised by name, that are older than `startedAt` (milliseconds since
 * 1970 UTC). Returns their number. No other program uses them, since a data folder is never shared.
 */
export async function removeLeftovers(parent: string, startedAt: number): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const path = join(parent, entry.name);
    if (!entry.isDirectory() || !entry.name.startsWith(RUN_FOLDER_PREFIX)) {
      continue;
    }
    if ((await stat(path)).mtimeMs < startedAt) {
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      removed += 1;
    }
  }
  return removed;
}
