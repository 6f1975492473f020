/**
 * Where the data are. On Windows in the local application data: Electron's own place roams, which would carry customers
 * over the network and onto other computers that the agent signs in on.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, win32 } from 'node:path';
import { codeOf } from '../../base/error-code';
import { moveFile, removeTree } from '../../base/held-files';
import { STORE_FILE } from '../../customers/store/files';
import { SETTINGS_FILE } from '../../settings/settings';
import { OPEN_TO_OTHERS } from './private-folder';

/** What Chromium makes anew; its signs that an app is running must not come along. */
const LEFT_BEHIND = /^(chromium|Singleton.*|lockfile)$/;

/** The app's own data folder; `electronFolder` is what Electron takes by itself. */
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

export interface BroughtFolder {
  /** Where the data are now. */
  readonly folder: string;
  /** For the log, where anything was to be done: what was done, or the system's code for why not. */
  readonly note: string | null;
}

/**
 * Brings the data of an earlier version from where they roam, once. They are moved as a whole or stay as they are: then the
 * app goes on there, and tries again at its next start. Data that are there already are never written over.
 */
export function bringFolder(
  from: string,
  to: string,
  move: (from: string, to: string) => void = moveFile,
): BroughtFolder {
  if (from === to || hasData(to) || !hasData(from)) {
    return { folder: to, note: null };
  }
  try {
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(to)) {
      // Only an empty one gives way.
      rmdirSync(to);
    }
    move(from, to);
    return { folder: to, note: 'moved' };
  } catch (error) {
    // Another program holds it, as an app that is still running: nothing is copied beneath its hands.
    return codeOf(error) === 'EXDEV' ? bringCopy(from, to) : { folder: from, note: codeOf(error) };
  }
}

/** Where the data are, for who only looks. */
export function findFolder(from: string, to: string): string {
  return !hasData(to) && hasData(from) ? from : to;
}

/** Onto another disk: a copy takes its place when it is whole, and only then the old one goes. */
function bringCopy(from: string, to: string): BroughtFolder {
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
    // It has the access list of where it is now.
    mkdirSync(join(copy, OPEN_TO_OTHERS));
    moveFile(copy, to);
  } catch (error) {
    return { folder: from, note: codeOf(error) };
  }
  try {
    removeTree(from);
    return { folder: to, note: 'copied' };
  } catch (error) {
    return { folder: to, note: `copied; the old one could not be removed: ${codeOf(error)}` };
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
