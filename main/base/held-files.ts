/**
 * Moving, copying and removing files that another program may hold just now. Windows refuses that while a virus scanner,
 * the search index or a backup looks at a file, mostly for some milliseconds after it was written; so it is tried again
 * for a little more than a second. Elsewhere an open file hinders nobody, and a refusal is one.
 */
import { closeSync, copyFileSync, openSync, renameSync, rmSync } from 'node:fs';

/** What Windows says of a file that is held; of a folder also that it is not empty, while what was in it still goes. */
const HELD: readonly string[] = ['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY'];
/** Each wait is twice the one before; in all it is no longer than a window may stand still. */
const WAITS_MS = [10, 20, 40, 80, 160, 320, 640];

export interface HoldingSystem {
  readonly platform: NodeJS.Platform;
  /** Waits without giving the thread away: what is written here is read back at once. */
  readonly wait: (ms: number) => void;
}

/** The system that this runs on. */
export const THIS_SYSTEM: HoldingSystem = { platform: process.platform, wait: sleepThread };

/** Does `work`, on Windows again while the file is held. Throws what the last try says. */
export function untilFree<Value>(work: () => Value, { platform, wait } = THIS_SYSTEM): Value {
  for (const ms of platform === 'win32' ? WAITS_MS : []) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && HELD.includes(String(error.code)))) {
        throw error;
      }
      wait(ms);
    }
  }
  return work();
}

/** Moves a file or folder within its disk, over what stands there. */
export function moveFile(from: string, to: string): void {
  untilFree(() => renameSync(from, to));
}

/** Copies a file, over what stands there. */
export function copyFile(from: string, to: string): void {
  untilFree(() => copyFileSync(from, to));
}

/** Makes an empty file for this user only, or empties one; gives its descriptor. */
export function emptyFile(path: string): number {
  return untilFree(() => openSync(path, 'w', 0o600));
}

/** Removes a file, if it is there. */
export function removeFile(path: string): void {
  untilFree(() => rmSync(path, { force: true }));
}

/** Removes a file or a folder with all that is in it, if it is there. */
export function removeTree(path: string): void {
  untilFree(() => rmSync(path, { recursive: true, force: true }));
}

/** Closes a descriptor whatever `work` does with it. */
export function withFile(file: number, work: (file: number) => void): void {
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

function sleepThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
