/**
 * Locates the data folder. On Windows it is in the local application data, because Electron's
 * default folder roams. Roaming would carry customers over the network to every computer where the
 * agent signs in.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, win32 } from 'node:path';
import { errorCode } from '../../base/error-code';
import { moveFile, removeTree } from '../../base/held-files';
import { STORE_FILE } from '../../customers/store/files';
import { SETTINGS_FILE } from '../../settings/settings';
import { OPEN_TO_OTHERS } from './private-folder';

/** The files that Chromium recreates. Those that mark a running app must not be moved. */
const LEFT_BEHIND = /^(chromium|Singleton.*|lockfile)$/;

/** Returns the app's own data folder. `electronFolder` is Electron's default. */
export function ownDataFolder(
  electronFolder: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): string {
  const local = environment['LOCALAPPDATA'];
  return platform === 'win32' && local !== undefined && win32.isAbsolute(local)
    ? win32.join(local, win32.basename(electronFolder))
    : electronFolder;
}

export interface DataFolder {
  readonly folder: string;
  /** The result of a move or its error code, for the log; `null` if nothing was to be moved. */
  readonly note: string | null;
}

/**
 * Moves the data of an earlier version out of the roaming folder. After a failure all data stay in
 * that folder and are used there. The next start tries again. Never overwrites existing data.
 */
export function moveOldFolder(
  from: string,
  to: string,
  move: (from: string, to: string) => void = moveFile,
): DataFolder {
  if (from === to || hasData(to) || !hasData(from)) {
    return { folder: to, note: null };
  }
  try {
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(to)) {
      // `rmdirSync` throws unless the folder is empty.
      rmdirSync(to);
    }
    move(from, to);
    return { folder: to, note: 'moved' };
  } catch (error) {
    // On another disk (EXDEV) files are copied. After another error they stay: they may be in use.
    return errorCode(error) === 'EXDEV' ? copyFolder(from, to) : { folder: from, note: errorCode(error) };
  }
}

/** Returns the folder that contains the data, without moving them. */
export function findDataFolder(from: string, to: string): string {
  return !hasData(to) && hasData(from) ? from : to;
}

/** Moves the data to another disk: puts a verified copy in place, then removes the old folder. */
function copyFolder(from: string, to: string): DataFolder {
  const copy = `${to}.moving`;
  try {
    removeTree(copy);
    cpSync(from, copy, {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !isLeftBehind(from, path),
    });
    if (!areSame(from, copy)) {
      return { folder: from, note: 'the copy is not whole' };
    }
    // The copy is marked as open, because it inherited the access list of its parent folder.
    mkdirSync(join(copy, OPEN_TO_OTHERS));
    moveFile(copy, to);
  } catch (error) {
    return { folder: from, note: errorCode(error) };
  }
  try {
    removeTree(from);
    return { folder: to, note: 'copied' };
  } catch (error) {
    return { folder: to, note: `copied; the old one could not be removed: ${errorCode(error)}` };
  }
}

function hasData(folder: string): boolean {
  return [SETTINGS_FILE, STORE_FILE].some((name) => existsSync(join(folder, name)));
}

function isLeftBehind(folder: string, path: string): boolean {
  return dirname(path) === folder && LEFT_BEHIND.test(basename(path));
}

function areSame(from: string, copy: string): boolean {
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !LEFT_BEHIND.test(path.slice(from.length + 1).split(/[\\/]/)[0] ?? ''))
    .every((path) => {
      const copied = statSync(join(copy, path.slice(from.length + 1)), { throwIfNoEntry: false });
      return copied?.size === statSync(path).size;
    });
}
