import type { Stats } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasedKind, ErasedPart, Erasure } from '../../../preload/contract';
import { ERASED_KINDS, appError } from '../../../preload/contract';
import { errorCode } from '../../base/error-code';
import type { Log } from '../../base/log';
import {
  BACKUP_FOLDER,
  DAMAGED_FOLDER,
  NOTES_FILE,
  OWNER_FILE,
  RUNS_FILE,
  EARLIER_CACHE_PREFIX,
  STORE_FILE,
} from '../../customers/store/files';
import { disownCaches } from '../../customers/store/other-caches';
import { CREDENTIALS_FILE } from '../../settings/credentials';
import { LIST_FILE } from '../../settings/list-file';
import { LOGINS_FILE } from '../../settings/logins-file';
import { REFUSED_LOGINS_FILE } from '../../settings/refused-logins';
import { SCHEDULE_FILE } from '../../settings/schedule-file';
import { BEING_ERASED, SETTINGS_FILE } from '../../settings/settings';
import { SEEN_FEEDS_FILE } from '../updates/seen-feeds';
import { WINDOW_FILE } from '../window/window-bounds';
import { OPEN_TO_OTHERS } from './private-folder';

/** All names that stay in the data folder, with their reasons. Any other file is erased. */
const KEPT_FILES: readonly string[] = [
  // The settings file keeps choices such as the language, and no longer names the account.
  SETTINGS_FILE,
  // The position of the window.
  WINDOW_FILE,
  // The date of the last signed update feed; without it an older feed would be accepted again.
  SEEN_FEEDS_FILE,
  // The window's Chromium files hold only the app's pages. The portal's pages stay in memory.
  'chromium',
  // The mark that the folder is open to others; the next start tries again to close it.
  OPEN_TO_OTHERS,
  // Chromium's marks of a running app (Linux, macOS, Windows) and its debugger.
  'SingletonLock',
  'SingletonCookie',
  'SingletonSocket',
  'lockfile',
  'DevToolsActivePort',
];

/** The file name prefixes of each kind; they also match copies, SQLite's logs and broken files. */
const BEGINNINGS: Readonly<Record<ErasedKind, readonly string[]>> = {
  customers: [STORE_FILE, OWNER_FILE],
  notes: [NOTES_FILE],
  list: [LIST_FILE],
  runs: [RUNS_FILE, SCHEDULE_FILE, LOGINS_FILE, REFUSED_LOGINS_FILE],
  backups: [BACKUP_FOLDER, DAMAGED_FOLDER, EARLIER_CACHE_PREFIX],
  exports: ['exports'],
  logs: ['logs'],
  password: [CREDENTIALS_FILE],
  other: [SETTINGS_FILE, WINDOW_FILE, SEEN_FEEDS_FILE],
};

export interface EraseOptions {
  /** Whether only the app uses the folder. In a folder named by `--data`, unknown files stay. */
  readonly isOwnFolder: boolean;
  readonly remove?: (path: string) => Promise<void>;
}

/**
 * Removes all data of the agent and the customers from the data folder, except {@link KEPT_FILES}.
 * The cache must be closed. Returns the removed and the remaining files; a failure does not stop
 * the rest. Never rejects.
 */
export async function eraseData(
  folder: string,
  { isOwnFolder, remove = removeAtLast }: EraseOptions,
): Promise<Erasure> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !KEPT_FILES.includes(name));
  const erased = new Map<ErasedKind, number>();
  const left = new Map<ErasedKind, number>();
  const codes = new Set<string>();
  let foreign = 0;
  for (const name of names) {
    const known = ERASED_KINDS.find((kind) =>
      BEGINNINGS[kind].some((beginning) => name.startsWith(beginning)),
    );
    if (known === undefined && !isOwnFolder) {
      foreign += 1;
      continue;
    }
    const kind = known ?? 'other';
    const done = await erase(join(folder, name), remove);
    add(erased, kind, done.erased);
    add(left, kind, done.left);
    done.codes.forEach((code) => codes.add(code));
  }
  const files = [...left.values()].reduce((sum, number) => sum + number, 0);
  return {
    erased: inOrder(erased),
    left: inOrder(left),
    foreign,
    error:
      files === 0
        ? null
        : appError('ERASE_INCOMPLETE', 'Some files could not be removed', {
            files,
            reasons: [...codes].sort().join(', '),
          }),
  };
}

export async function eraseAndLog(folder: string, options: EraseOptions, log: Log): Promise<Erasure> {
  const erasure = await eraseData(folder, options);
  const { error } = erasure;
  if (error !== null) {
    // No account may reopen a cache that should have been erased.
    disownCaches(folder, BEING_ERASED);
  }
  // Recreates the log's folder, because the log creates it only once and cannot write without it.
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
  } catch {
    // Windows blocks the name while a program holds the old folder. The log's stream still works.
  }
  log.info('[App] The data of the app are erased');
  if (error !== null) {
    log.warn(
      `[App] Some files could not be erased: ${error.details?.['files']} files, ${error.details?.['reasons']}`,
    );
  }
  return erasure;
}

interface Done {
  readonly erased: number;
  readonly left: number;
  readonly codes: readonly string[];
}

/** Removes a file or a folder. A file in use does not prevent the removal of the other entries. */
async function erase(path: string, remove: (path: string) => Promise<void>): Promise<Done> {
  let entry: Stats;
  try {
    entry = await lstat(path);
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? NOTHING : { erased: 0, left: 1, codes: [code] };
  }
  const inside: Done[] = [];
  if (entry.isDirectory()) {
    for (const name of await readdir(path).catch(() => [])) {
      inside.push(await erase(join(path, name), remove));
    }
  }
  const all = inside.reduce(
    (sum, { erased, left, codes }) => ({
      erased: sum.erased + erased,
      left: sum.left + left,
      codes: [...sum.codes, ...codes],
    }),
    NOTHING,
  );
  if (all.left > 0) {
    return all;
  }
  try {
    await remove(path);
    return entry.isDirectory() ? all : { ...all, erased: 1 };
  } catch (error) {
    return { ...all, left: 1, codes: [errorCode(error)] };
  }
}

const NOTHING: Done = { erased: 0, left: 0, codes: [] };

/** Removes a file or folder, and retries while a virus scanner holds it on Windows. */
function removeAtLast(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 4, retryDelay: 100 });
}

function add(sums: Map<ErasedKind, number>, kind: ErasedKind, files: number): void {
  sums.set(kind, (sums.get(kind) ?? 0) + files);
}

function inOrder(sums: ReadonlyMap<ErasedKind, number>): readonly ErasedPart[] {
  return ERASED_KINDS.flatMap((kind) => {
    const files = sums.get(kind) ?? 0;
    return files === 0 ? [] : [{ kind, files }];
  });
}
