import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { moveFile, removeFile } from '../../base/held-files';
import { DAMAGED_FOLDER, FILE_PARTS } from '../store/files';

/** The number of damaged copies kept of each file. */
const KEPT_QUARANTINES = 3;

/** Moves a database, if it exists, to the damaged files. Names with `stamp` sort by time. */
export function quarantine(folder: string, name: string, stamp: string): void {
  const damaged = join(folder, DAMAGED_FOLDER);
  const base = name.replace(/\.db$/, '');
  if (!FILE_PARTS.some((part) => existsSync(join(folder, `${name}${part}`)))) {
    return;
  }
  for (const part of FILE_PARTS) {
    const path = join(folder, `${name}${part}`);
    if (existsSync(path)) {
      mkdirSync(damaged, { recursive: true, mode: 0o700 });
      moveFile(path, join(damaged, `${base}-${stamp}.db${part}`));
    }
  }
  prune(damaged, `${base}-`, `${base}-${stamp}.db`);
}

/** Keeps the copy just `made`, even if the clock was wrong, and the newest of the others. */
function prune(damaged: string, prefix: string, made: string): void {
  const old = readdirSync(damaged)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.db') && name !== made)
    .sort()
    .slice(0, 1 - KEPT_QUARANTINES);
  for (const name of old) {
    for (const part of FILE_PARTS) {
      removeFile(join(damaged, `${name}${part}`));
    }
  }
}
