import type { Stats } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasedKind, ErasedPart, Erasure } from '../../../preload/contract';
import { ERASED_KINDS, appError } from '../../../preload/contract';
import { codeOf } from '../../base/error-code';
import type { Log } from '../../base/log';
import {
  BACKUP_FOLDER,
  DAMAGED_FOLDER,
  NOTES_FILE,
  OWNER_FILE,
  RUNS_FILE,
  SET_ASIDE_PREFIX,
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

/** All that may stay in the data folder, each for its reason; what a later version adds goes unless it is named here. */
const STAYS: readonly string[] = [
  // Language and the like; written just before without the account.
  SETTINGS_FILE,
  // Where the window was on the screen.
  WINDOW_FILE,
  // When the company's feed was signed last: no data, and an older one would count again without it.
  SEEN_FEEDS_FILE,
  // Chromium's own, in use as long as the window is there: pages of the app, nothing of the portal or of customers, whose
  // session is in memory.
  'chromium',
  // That the folder could not be closed to others, which is tried again at the next start.
  OPEN_TO_OTHERS,
  // Chromium's signs that the app is running on this folder, on Linux and macOS and on Windows, and for a debugger.
  'SingletonLock',
  'SingletonCookie',
  'SingletonSocket',
  'lockfile',
  'DevToolsActivePort',
];

/** What each kind of data begins with, in whatever state: with logs of SQLite, copies, what was damaged or half-written. */
const BEGINNINGS: Readonly<Record<ErasedKind, readonly string[]>> = {
  customers: [STORE_FILE, OWNER_FILE],
  notes: [NOTES_FILE],
  list: [LIST_FILE],
  runs: [RUNS_FILE, SCHEDULE_FILE, LOGINS_FILE, REFUSED_LOGINS_FILE],
  backups: [BACKUP_FOLDER, DAMAGED_FOLDER, SET_ASIDE_PREFIX],
  exports: ['exports'],
  logs: ['logs'],
  password: [CREDENTIALS_FILE],
  other: [SETTINGS_FILE, WINDOW_FILE, SEEN_FEEDS_FILE],
};

export interface EraseOptions {
  /**
   * Whether the folder is the app's alone. In one that somebody has named (`--data`) there may be files that are not the
   * app's: what it does not know by its name stays there.
   */
  readonly isOwnFolder: boolean;
  readonly remove?: (path: string) => Promise<void>;
}

/**
 * Removes everything of the agent and of customers from the data folder but for what may stay. The cache must be closed.
 * Gives what there was and what could not be removed, which stops nothing: the rest goes all the same. Never rejects.
 */
export async function eraseData(
  folder: string,
  { isOwnFolder, remove = removeAtLast }: EraseOptions,
): Promise<Erasure> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !STAYS.includes(name));
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

/** Erases all that the app has written, and says in the log that it was done and what could not be. */
export async function eraseAndTell(folder: string, options: EraseOptions, log: Log): Promise<Erasure> {
  const erasure = await eraseData(folder, options);
  const { error } = erasure;
  if (error !== null) {
    // No account gets back what was to be erased.
    disownCaches(folder, BEING_ERASED);
  }
  // The log makes its folder once: without it nothing would be written until the next start.
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
  } catch {
    // On Windows a folder that is held is on its way out, and none of its name can be made: the stream has the lines.
  }
  log.info('[App] What the app had written is erased');
  if (error !== null) {
    log.warn(
      `[App] Not all could be erased: ${error.details?.['files']} files, ${error.details?.['reasons']}`,
    );
  }
  return erasure;
}

interface Done {
  readonly erased: number;
  readonly left: number;
  readonly codes: readonly string[];
}

/** Removes a file, or a folder with all in it one by one: a file that is held keeps none of the others. */
async function erase(path: string, remove: (path: string) => Promise<void>): Promise<Done> {
  let entry: Stats;
  try {
    entry = await lstat(path);
  } catch (error) {
    const code = codeOf(error);
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
    return { ...all, left: 1, codes: [codeOf(error)] };
  }
}

const NOTHING: Done = { erased: 0, left: 0, codes: [] };

/** What a virus scanner holds on Windows is free again a moment later. */
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
