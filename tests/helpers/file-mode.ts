import { statSync } from 'node:fs';

/** The mode of a file for its owner alone. Windows has no modes, and Node tells one for all: there the folder's list counts. */
export const OWNERS_FILE = process.platform === 'win32' ? 0o666 : 0o600;

/** Who may read, write and run a file, as POSIX has it. */
export function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}
