import { statSync } from 'node:fs';

/** The mode of a file for its owner alone; on Windows, Node returns one mode for all files. */
export const OWNERS_FILE = process.platform === 'win32' ? 0o666 : 0o600;

export function readMode(path: string): number {
  return statSync(path).mode & 0o777;
}
