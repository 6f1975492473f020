import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

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
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (existsSync(path)) {
    copyFileSync(path, backupOf(path));
  }
  renameSync(temporary, path);
}
