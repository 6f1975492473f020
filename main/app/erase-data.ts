import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ErasedKind, ErasedPart } from '../../preload/contract';
import { removeTree } from '../base/held-files';
import { backupOf } from '../base/safe-file';
import {
  BACKUP_FOLDER,
  DAMAGED_FOLDER,
  FILE_PARTS,
  NOTES_FILE,
  RUNS_FILE,
  STORE_FILE,
} from '../customers/files';
import { CREDENTIALS_FILE } from '../settings/credentials';
import { LIST_FILE } from '../settings/list-file';
import { LOGINS_FILE } from '../settings/logins-file';
import { SCHEDULE_FILE } from '../settings/schedule-file';

const withParts = (name: string): string[] => FILE_PARTS.map((part) => `${name}${part}`);

/** What each kind of data is kept in, in the order it is told. */
const PLACES: Readonly<Record<ErasedKind, (name: string) => boolean>> = {
  customers: among(withParts(STORE_FILE)),
  // With what a repair was making when it was killed.
  notes: (name) => name.startsWith(NOTES_FILE),
  list: (name) => name.startsWith(LIST_FILE),
  runs: (name) =>
    [...withParts(RUNS_FILE), SCHEDULE_FILE, backupOf(SCHEDULE_FILE)].includes(name) ||
    name.startsWith(LOGINS_FILE),
  backups: (name) => [BACKUP_FOLDER, DAMAGED_FOLDER].includes(name) || name.startsWith('customers-before-'),
  exports: among(['exports']),
  logs: among(['logs']),
  password: among([CREDENTIALS_FILE, `${CREDENTIALS_FILE}.new`]),
};

/**
 * Removes everything of the agent and of customers from the data folder: cache, history, notes, runs, backups, what was set
 * aside, exports, logs, the password, how the list was set (it names cities). The cache must be closed. Only language and
 * the like stay. Gives what there was.
 * Throws what the file system says.
 */
export function eraseData(folder: string): readonly ErasedPart[] {
  const names = readdirSync(folder);
  const erased: ErasedPart[] = [];
  for (const [kind, isOfKind] of Object.entries(PLACES) as [ErasedKind, (name: string) => boolean][]) {
    const paths = names.filter(isOfKind).map((name) => join(folder, name));
    const files = paths.reduce((sum, path) => sum + countFiles(path), 0);
    for (const path of paths) {
      removeTree(path);
    }
    if (files > 0) {
      erased.push({ kind, files });
    }
  }
  return erased;
}

function among(wanted: readonly string[]): (name: string) => boolean {
  return (name) => wanted.includes(name);
}

function countFiles(path: string): number {
  if (!existsSync(path)) {
    return 0;
  }
  return statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 1;
}
