import { existsSync, fsyncSync, mkdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyFile, openEmptyFile, moveFile, withFile } from './held-files';

/** Returns the path where {@link writeSafely} keeps the previous version. */
export function backupPath(path: string): string {
  return `${path}.backup`;
}

/**
 * Writes a small file atomically: after a crash either the old or the new text is complete. Keeps
 * the previous version next to it ({@link backupPath}). Only this user can read it (mode 0600).
 * Throws errors of the file system.
 */
export function writeSafely(path: string, text: string): void {
  const temporary = `${path}.new`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeToDisk(temporary, text);
  if (existsSync(path)) {
    copyFile(path, backupPath(path));
  }
  moveFile(temporary, path);
}

/**
 * Writes a file for this user only and flushes it to the disk. Throws errors of the file system.
 */
export function writeToDisk(path: string, text: string): void {
  withFile(openEmptyFile(path), (file) => {
    writeSync(file, text);
    fsyncSync(file);
  });
}
