import { existsSync, fsyncSync, mkdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyFile, emptyFile, moveFile, withFile } from './held-files';

/** Where {@link writeSafely} leaves what stood there before. */
export function backupOf(path: string): string {
  return `${path}.backup`;
}

/**
 * Writes a small file so that either the old or the new text stands there whole, whatever happens meanwhile; the old
 * one is kept beside it ({@link backupOf}). For this user only (mode 0600). Throws what the file system says.
 */
export function writeSafely(path: string, text: string): void {
  const temporary = `${path}.new`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeToDisk(temporary, text);
  if (existsSync(path)) {
    copyFile(path, backupOf(path));
  }
  moveFile(temporary, path);
}

/** Writes a file for this user only; returns once the disk has it. Throws what the file system says. */
export function writeToDisk(path: string, text: string): void {
  withFile(emptyFile(path), (file) => {
    writeSync(file, text);
    fsyncSync(file);
  });
}
